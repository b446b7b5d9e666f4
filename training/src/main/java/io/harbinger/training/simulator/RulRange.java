package io.harbinger.training.simulator;

import java.util.List;

/**
 * Cycles left, from the one to below the other. Finer than the bands that errors are told by: wear
 * grows fastest at its end.
 *
 * @param from cycles, 0 or more
 * @param to cycles, above {@code from}
 */
public record RulRange(int from, int to) {

  /** What distributions are compared in. */
  static final List<RulRange> ALL =
      List.of(
          new RulRange(0, 5),
          new RulRange(5, 15),
          new RulRange(15, 30),
          new RulRange(30, 50),
          new RulRange(50, 75),
          new RulRange(75, 100),
          new RulRange(100, 125),
          new RulRange(125, 150),
          new RulRange(150, 200));

  public RulRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "cycles left from %d to %d (expected 0 or more, ascending)".formatted(from, to));
    }
  }

  /** For people and as a key. */
  public String label() {
    return from + "-" + to;
  }

  /** Where it is drawn, in cycles. */
  public double middle() {
    return (from + to) / 2.0;
  }
}
