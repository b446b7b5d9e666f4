package io.harbinger.model.rul;

/**
 * How far a module's answers lie from a served model's.
 *
 * @param probability the largest relative deviation of a probability of failure; of probabilities
 *     below a millionth, relative to a millionth
 * @param rul the largest deviation of a RUL in cycles
 */
public record RulDeviation(double probability, double rul) {

  private static final double MOST_PROBABILITY = 1e-5;
  private static final double MOST_RUL = 1e-3;
  private static final double SMALLEST = 1e-6;

  static final RulDeviation NONE = new RulDeviation(0, 0);

  /** Whether rounding explains it: false also for what is no number. */
  public boolean negligible() {
    return probability <= MOST_PROBABILITY && rul <= MOST_RUL;
  }

  RulDeviation withProbability(double got, double expected) {
    double relative = Math.abs(got - expected) / Math.max(expected, SMALLEST);
    return new RulDeviation(Math.max(probability, relative), rul);
  }

  RulDeviation withRul(double got, double expected) {
    return new RulDeviation(probability, Math.max(rul, Math.abs(got - expected)));
  }
}
