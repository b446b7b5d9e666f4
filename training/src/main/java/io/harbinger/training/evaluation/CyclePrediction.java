package io.harbinger.training.evaluation;

/**
 * What a model said of an engine at one cycle, beside the truth. Immutable.
 *
 * @param cycle from 1, counted as the engine does
 * @param trueRul remaining useful life in cycles as it came to be, uncapped
 * @param rul predicted remaining useful life in cycles
 * @param lower lower end of the interval in cycles, not above {@code upper}; the prediction itself
 *     where the model tells none
 * @param upper upper end of the interval in cycles; likewise
 * @param within15 probability of failure within 15 cycles; 0.5 where the model tells none
 * @param within30 probability of failure within 30 cycles; likewise
 * @param condition index of the operating condition, 0 where there is one alone
 */
public record CyclePrediction(
    int cycle,
    double trueRul,
    double rul,
    double lower,
    double upper,
    double within15,
    double within30,
    int condition) {

  public CyclePrediction {
    require(cycle >= 1, cycle, "cycle", cycle, "1 or more");
    require(Double.isFinite(trueRul) && trueRul >= 0, cycle, "trueRul", trueRul, "0 or more");
    require(Double.isFinite(rul), cycle, "rul", rul, "a finite number");
    require(Double.isFinite(lower), cycle, "lower", lower, "a finite number");
    require(Double.isFinite(upper) && upper >= lower, cycle, "upper", upper, "not below " + lower);
    require(within15 >= 0 && within15 <= 1, cycle, "within15", within15, "0 to 1");
    require(within30 >= 0 && within30 <= 1, cycle, "within30", within30, "0 to 1");
    require(condition >= 0, cycle, "condition", condition, "0 or more");
  }

  /** A prediction of a model that tells neither interval nor probabilities. */
  public static CyclePrediction ofRul(int cycle, double trueRul, double rul, int condition) {
    return new CyclePrediction(cycle, trueRul, rul, rul, rul, 0.5, 0.5, condition);
  }

  /** The truth as everything but the uncapped errors takes it: min(RUL, 125). */
  public double cappedRul() {
    return Math.min(trueRul, RulEvaluation.CAP);
  }

  /** The prediction within 0 and 125 cycles, as every error takes it. */
  public double clippedRul() {
    return Math.min(Math.max(rul, 0), RulEvaluation.CAP);
  }

  /** Whether the interval holds the capped truth. */
  public boolean covered() {
    return lower <= cappedRul() && cappedRul() <= upper;
  }

  /** Upper minus lower end of the interval, in cycles. */
  public double width() {
    return upper - lower;
  }

  /** The probability of failure within a horizon. */
  public double within(FailureHorizon horizon) {
    return switch (horizon) {
      case CYCLES_15 -> within15;
      case CYCLES_30 -> within30;
    };
  }

  private static void require(
      boolean holds, int cycle, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "cycle %d: %s is %s (expected %s)".formatted(cycle, name, value, expected));
    }
  }
}
