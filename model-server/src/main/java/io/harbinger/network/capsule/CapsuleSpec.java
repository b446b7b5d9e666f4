package io.harbinger.network.capsule;

/**
 * Output capsules and how they are reached.
 *
 * @param capsules how many
 * @param size of each
 * @param iterations of routing; 1 weighs all capsules alike, 3 is usual
 * @param transform how a state votes for a capsule
 */
public record CapsuleSpec(int capsules, int size, int iterations, Transform transform) {

  /** How a state {@code h} at a position votes for a capsule. */
  public enum Transform {
    /**
     * One transform a capsule for all positions, {@code tanh(h W_j + b_j)} (Gong et al., 2018): for
     * sequences of any length; the order of the positions makes no difference.
     */
    SHARED,

    /**
     * One transform a capsule and position, {@code h W_ij} (Sabour, Frosst and Hinton, 2017,
     * equation 2): for at most as many positions as at the initialization.
     */
    FULL
  }

  /** Refuses counts below 1. */
  public CapsuleSpec {
    if (capsules < 1 || size < 1 || iterations < 1) {
      throw new IllegalArgumentException(
          "%d capsules of size %d by %d iterations (expected at least 1 each)"
              .formatted(capsules, size, iterations));
    }
  }
}
