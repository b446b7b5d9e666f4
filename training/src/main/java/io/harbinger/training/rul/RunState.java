package io.harbinger.training.rul;

/**
 * Where a run stands at the end of an epoch; lies in the checkpoint.
 *
 * @param identity of recipe and data: a run goes on only with the same
 * @param epochsDone how many epochs are behind it
 * @param optimizerSteps updates made
 * @param bestEpoch the epoch whose weights are the best so far, from 1
 * @param bestCriterion what that epoch was chosen by
 */
record RunState(
    String identity, int epochsDone, long optimizerSteps, int bestEpoch, double bestCriterion) {

  static RunState beginning(String identity) {
    return new RunState(identity, 0, 0, 0, Double.MAX_VALUE);
  }
}
