package io.harbinger.training.adding;

import io.harbinger.training.adding.AddingTrial.Measurement;
import java.util.List;
import java.util.OptionalInt;

/**
 * When a cell has learnt to add: its error stays below a bound. One low measurement is not enough,
 * since the error of a cell that is about to learn jumps.
 *
 * @param error the bound, a mean squared error on held-out sequences
 * @param measurements how many in a row must be below it
 */
public record AddingTarget(double error, int measurements) {

  /** The usual bound, a sixteenth of what saying 1 always gives. */
  public static final double USUAL_ERROR = 0.01;

  /** Refuses a bound that no error can be below. */
  public AddingTarget {
    if (!(error > 0)) {
      throw new IllegalArgumentException("a target of " + error + " (expected above 0)");
    }
    if (measurements < 1) {
      throw new IllegalArgumentException(
          "a target of " + measurements + " measurements (expected at least 1)");
    }
  }

  /** The update of the first of the measurements that stayed below, if they did. */
  public OptionalInt reachedAt(List<Measurement> curve) {
    int below = 0;
    for (int i = 0; i < curve.size(); i++) {
      below = curve.get(i).error() < error ? below + 1 : 0;
      if (below == measurements) {
        return OptionalInt.of(curve.get(i + 1 - measurements).update());
      }
    }
    return OptionalInt.empty();
  }
}
