package io.harbinger.alert;

import java.io.Serializable;

/**
 * One level's limits: it is reached when the remaining life is at most {@code rul} or the
 * probability of failure is at least {@code probability}.
 *
 * @param rul in cycles, at least 0
 * @param probability 0 to 1, above 0
 */
public record Threshold(double rul, double probability) implements Serializable {

  /** Refuses limits that nothing or everything reaches. */
  public Threshold {
    if (!(rul >= 0 && rul < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a RUL threshold of " + rul + " cycles (expected a number from 0)");
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a probability threshold of " + probability + " (expected above 0, up to 1)");
    }
  }

  boolean lifeReached(double remaining) {
    return remaining <= rul;
  }

  boolean reached(double remaining, double failure) {
    return remaining <= rul || failure >= probability;
  }

  /** The same limits, harder to leave: what an open alert is held by. */
  Threshold held(Hysteresis hysteresis) {
    return new Threshold(rul + hysteresis.rul(), probability - hysteresis.probability());
  }
}
