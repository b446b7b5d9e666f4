package io.harbinger.training.rul.stream;

/**
 * Where a run stands at the end of an epoch; lies in the checkpoint.
 *
 * @param identity of recipe and data: a run goes on only with the same
 * @param epochsDone how many epochs are behind it
 * @param optimizerSteps updates made
 */
record StreamRunState(String identity, int epochsDone, long optimizerSteps) {}
