package io.harbinger.alert;

import java.io.Serializable;

/**
 * How far beyond a threshold predictions must recover before its alert begins to go away.
 *
 * @param rul in cycles, at least 0
 * @param probability at least 0, below 1
 */
public record Hysteresis(double rul, double probability) implements Serializable {

  /** Refuses what is no margin. */
  public Hysteresis {
    if (!(rul >= 0 && rul < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a hysteresis of " + rul + " cycles (expected a number from 0)");
    }
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "a hysteresis of probability " + probability + " (expected 0 up to below 1)");
    }
  }
}
