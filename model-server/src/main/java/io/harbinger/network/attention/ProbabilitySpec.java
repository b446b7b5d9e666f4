package io.harbinger.network.attention;

/** How scores become weights over the positions of a memory. */
public sealed interface ProbabilitySpec {

  /** Weights that sum to 1 and know nothing of the step before. */
  enum Normalized implements ProbabilitySpec {
    /** The softmax over positions. */
    SOFTMAX,

    /** All weight on the highest score, the first of equals. No gradient reaches the scores. */
    HARDMAX,

    /**
     * {@code a_j = sigmoid(e_j) / sum of sigmoid(e)}: weight spread over several positions
     * (Chorowski et al., 2015, section 2.3).
     */
    SMOOTHING
  }

  /**
   * Attention that never moves backwards (Raffel et al., 2017). Weights can sum to less than 1:
   * what runs off the memory's end attends to nothing.
   *
   * @param mode how the expected alignment is computed
   * @param scoreBias what the learned bias of the scores begins at; negative (-4) for long memories
   * @param sigmoidNoise the deviation of the noise added to the scores in training
   */
  record Monotonic(MonotonicMode mode, float scoreBias, float sigmoidNoise)
      implements ProbabilitySpec {
    /** Refuses a bias that is no number and noise below 0. */
    public Monotonic {
      if (!Float.isFinite(scoreBias)) {
        throw new IllegalArgumentException(
            "a score bias of " + scoreBias + " (expected a finite number)");
      }
      if (!(sigmoidNoise >= 0) || Float.isInfinite(sigmoidNoise)) {
        throw new IllegalArgumentException(
            "sigmoid noise of " + sigmoidNoise + " (expected 0 or more)");
      }
    }
  }
}
