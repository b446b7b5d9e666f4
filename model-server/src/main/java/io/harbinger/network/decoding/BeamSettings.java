package io.harbinger.network.decoding;

/**
 * How a beam search searches.
 *
 * @param width how many hypotheses are kept for each row
 * @param endToken ends a hypothesis
 * @param maximumSteps after which unfinished hypotheses are cut off
 * @param lengthPenalty w of {@code score = log probability / ((5 + length) / 6)^w} (Wu et al.,
 *     2016, equation 14); 0 for none
 * @param coveragePenalty weight of {@code sum over positions of log min(attention so far, 1)},
 *     which is added to the scores of finished hypotheses; 0 for none
 */
public record BeamSettings(
    int width, int endToken, int maximumSteps, double lengthPenalty, double coveragePenalty) {

  /** Refuses empty searches and penalties that are no numbers. */
  public BeamSettings {
    if (width < 1 || maximumSteps < 1) {
      throw new IllegalArgumentException(
          "a beam search of width %d and at most %d steps (expected at least 1 each)"
              .formatted(width, maximumSteps));
    }
    if (endToken < 0) {
      throw new IllegalArgumentException("an end token of " + endToken + " (expected 0 or more)");
    }
    if (!Double.isFinite(lengthPenalty) || !Double.isFinite(coveragePenalty)) {
      throw new IllegalArgumentException(
          "a length penalty of %s and a coverage penalty of %s (expected finite numbers)"
              .formatted(lengthPenalty, coveragePenalty));
    }
  }

  /** A search without penalties. */
  public static BeamSettings of(int width, int endToken, int maximumSteps) {
    return new BeamSettings(width, endToken, maximumSteps, 0, 0);
  }

  /** A log probability with the penalty of a length. */
  double score(double logProbability, int length) {
    return lengthPenalty == 0
        ? logProbability
        : logProbability / Math.pow((5.0 + length) / 6.0, lengthPenalty);
  }

  /** The penalty of accumulated attention. Positions that never had any count as padding. */
  double coverage(double[] attention) {
    double sum = 0;
    for (double weight : attention) {
      sum += weight == 0 ? 0 : Math.log(Math.min(weight, 1));
    }
    return coveragePenalty * sum;
  }
}
