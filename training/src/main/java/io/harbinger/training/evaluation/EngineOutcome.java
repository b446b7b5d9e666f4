package io.harbinger.training.evaluation;

/**
 * What a model said of one engine at the last cycle it saw, beside the truth. Immutable.
 *
 * @param unit number of the engine; several truncations of one engine share it
 * @param cyclesObserved cycles the engine had run when the prediction was made, at least 1
 * @param predictedRul remaining useful life in cycles as the model gave it, unclipped
 * @param trueRul remaining useful life in cycles as it came to be, uncapped
 * @param probability15 the model's probability of failure within 15 cycles
 * @param probability30 the model's probability of failure within 30 cycles
 * @param predictedFailWithin15 the decision, as a {@link FailureRule} made it
 * @param predictedFailWithin30 the decision, as a {@link FailureRule} made it
 */
public record EngineOutcome(
    int unit,
    int cyclesObserved,
    double predictedRul,
    double trueRul,
    double probability15,
    double probability30,
    boolean predictedFailWithin15,
    boolean predictedFailWithin30) {

  public EngineOutcome {
    require(cyclesObserved >= 1, unit, "cyclesObserved", cyclesObserved, "at least 1");
    require(Double.isFinite(predictedRul), unit, "predictedRul", predictedRul, "a finite number");
    require(Double.isFinite(trueRul) && trueRul >= 0, unit, "trueRul", trueRul, "0 cycles or more");
    require(isProbability(probability15), unit, "probability15", probability15, "0 to 1");
    require(isProbability(probability30), unit, "probability30", probability30, "0 to 1");
  }

  /**
   * An outcome whose decisions are made by the given rules.
   *
   * @param rules how failing within 15 and within 30 cycles is decided
   */
  public static EngineOutcome decided(
      int unit,
      int cyclesObserved,
      double predictedRul,
      double trueRul,
      double probability15,
      double probability30,
      FailureRules rules) {
    return new EngineOutcome(
        unit,
        cyclesObserved,
        predictedRul,
        trueRul,
        probability15,
        probability30,
        rules.within15().failsWithin(probability15, predictedRul),
        rules.within30().failsWithin(probability30, predictedRul));
  }

  /** The same prediction, decided by other rules. */
  public EngineOutcome decidedBy(FailureRules rules) {
    return decided(
        unit, cyclesObserved, predictedRul, trueRul, probability15, probability30, rules);
  }

  /** Whether the engine truly failed within this many cycles: its true RUL is that or less. */
  public boolean failedWithin(int horizon) {
    return trueRul <= horizon;
  }

  private static boolean isProbability(double value) {
    return value >= 0 && value <= 1;
  }

  private static void require(boolean holds, int unit, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "engine %d: %s is %s (expected %s)".formatted(unit, name, value, expected));
    }
  }
}
