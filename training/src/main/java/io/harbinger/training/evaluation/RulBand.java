package io.harbinger.training.evaluation;

/**
 * Ranges of true RUL that are measured apart, as an average over all hides the late ones, which
 * matter most.
 */
public enum RulBand {
  /** Less than 30 cycles left. */
  LATE("0-30", 0, 30),
  /** From 30 to less than 75. */
  MIDDLE("30-75", 30, 75),
  /** From 75 to less than 125. */
  EARLY("75-125", 75, RulEvaluation.CAP),
  /** 125 or more: not told apart, and an upper end of 125 says nothing there. */
  CAPPED("125 or more", RulEvaluation.CAP, Double.POSITIVE_INFINITY);

  private static final double BEYOND = 10;

  private final String label;
  private final double from;
  private final double to;

  RulBand(String label, double from, double to) {
    this.label = label;
    this.from = from;
    this.to = to;
  }

  /** For people and as a key, in cycles. */
  public String label() {
    return label;
  }

  /** Where it is drawn, in cycles: its middle; the open one a little beyond the cap. */
  public double middle() {
    return Double.isFinite(to) ? (from + to) / 2 : from + BEYOND;
  }

  /** Whether a true RUL lies in it. */
  public boolean holds(double trueRul) {
    return trueRul >= from && trueRul < to;
  }
}
