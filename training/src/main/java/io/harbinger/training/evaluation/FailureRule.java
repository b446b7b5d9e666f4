package io.harbinger.training.evaluation;

import java.util.Locale;

/**
 * How "fails within the horizon" is decided from a prediction. Immutable.
 *
 * @param horizon cycles, at least 1
 * @param signal the output that decides
 * @param threshold a probability (0 to 1) or a RUL in cycles (0 or more), by the signal
 */
public record FailureRule(int horizon, FailureSignal signal, double threshold) {

  public FailureRule {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "horizon is %d (expected at least 1 cycle)".formatted(horizon));
    }
    double limit =
        switch (signal) {
          case PROBABILITY -> 1;
          case RUL -> Double.MAX_VALUE;
        };
    if (!(threshold >= 0 && threshold <= limit)) {
      throw new IllegalArgumentException(
          "threshold is %s (expected %s)"
              .formatted(threshold, limit == 1 ? "a probability, 0 to 1" : "0 cycles or more"));
    }
  }

  /** The rule nobody has tuned: the failure head at an even chance. */
  public static FailureRule evenChance(int horizon) {
    return new FailureRule(horizon, FailureSignal.PROBABILITY, 0.5);
  }

  /**
   * The decision.
   *
   * @param probability of failure within this rule's horizon
   * @param rul predicted remaining useful life in cycles
   */
  public boolean failsWithin(double probability, double rul) {
    return switch (signal) {
      case PROBABILITY -> probability >= threshold;
      case RUL -> rul <= threshold;
    };
  }

  /** The rule in words, for people. */
  public String inWords() {
    return switch (signal) {
      case PROBABILITY ->
          String.format(
              Locale.ROOT,
              "probability of failure within %d cycles is %.3f or more",
              horizon,
              threshold);
      case RUL -> String.format(Locale.ROOT, "predicted RUL is %.1f cycles or less", threshold);
    };
  }
}
