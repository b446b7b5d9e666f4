package io.harbinger.training.evaluation;

/** How far ahead a failure is announced. */
public enum FailureHorizon {
  /** Within 15 cycles. */
  CYCLES_15(15),
  /** Within 30 cycles. */
  CYCLES_30(30);

  private final int cycles;

  FailureHorizon(int cycles) {
    this.cycles = cycles;
  }

  /** Its length in cycles. */
  public int cycles() {
    return cycles;
  }

  /** Whether the engine truly failed within it: its true RUL is that or less. */
  public boolean holds(CyclePrediction prediction) {
    return prediction.trueRul() <= cycles;
  }
}
