package io.harbinger.model.rul;

import java.util.List;

/**
 * Reads the probability of failure within a horizon out of the network's logits.
 *
 * <p>A longer horizon contains a shorter one, so its probability is never below: the logits are
 * taken as running maxima. A horizon that the network has no logit for is read from the RUL
 * instead, as a logistic step of the width {@value #RUL_SPREAD} cycles, and never above the
 * probability of the next longer horizon that has a logit.
 *
 * @param horizons of the logits, ascending
 */
public record FailureProbability(List<Integer> horizons) {

  /** About the standard deviation, in cycles, that a RUL of 15 to 30 cycles is told with. */
  private static final double RUL_SPREAD = 5;

  /** Copies the list. */
  public FailureProbability {
    horizons = List.copyOf(horizons);
  }

  /**
   * The probability of failure within a horizon.
   *
   * @param horizon in cycles
   * @param logits of the configured horizons
   * @param rul in cycles
   */
  public double within(int horizon, float[] logits, double rul) {
    if (logits.length != horizons.size()) {
      throw new IllegalArgumentException(
          "%d logits (expected %d, of the horizons %s)"
              .formatted(logits.length, horizons.size(), horizons));
    }
    double shorter = 0;
    for (int i = 0; i < logits.length; i++) {
      double probability = Math.max(shorter, sigmoid(logits[i]));
      if (horizons.get(i) == horizon) {
        return probability;
      }
      if (horizons.get(i) > horizon) {
        return Math.max(shorter, Math.min(probability, fromRul(horizon, rul)));
      }
      shorter = probability;
    }
    return Math.max(shorter, fromRul(horizon, rul));
  }

  private static double fromRul(int horizon, double rul) {
    return sigmoid((horizon + 0.5 - rul) / RUL_SPREAD);
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }
}
