package io.harbinger.training.evaluation;

/** Outcomes for tests, each right about everything that is not asked for. */
final class Outcomes {
  private Outcomes() {}

  /** An engine of 100 cycles whose failure heads know the truth. */
  static EngineOutcome of(int unit, double predictedRul, double trueRul) {
    return of(unit, 100, predictedRul, trueRul, trueRul <= 30 ? 1 : 0);
  }

  /** An engine whose decisions are made by an even chance. */
  static EngineOutcome of(
      int unit, int cycles, double predictedRul, double trueRul, double probability30) {
    return EngineOutcome.decided(
        unit,
        cycles,
        predictedRul,
        trueRul,
        trueRul <= 15 ? 1 : 0,
        probability30,
        FailureRules.EVEN_CHANCE);
  }
}
