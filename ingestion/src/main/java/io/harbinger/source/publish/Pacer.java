package io.harbinger.source.publish;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Spaces readings evenly.
 *
 * <p>Each reading is due one interval after the one before was due, so that a late waking does not
 * slow the stream down. After a stall of more than {@value #CATCH_UP_MILLIS} ms the schedule begins
 * anew instead of making up for lost time in a burst.
 */
final class Pacer {

  private static final long CATCH_UP_MILLIS = 20;
  private static final long CATCH_UP = TimeUnit.MILLISECONDS.toNanos(CATCH_UP_MILLIS);

  /** How soon a request to stop is noticed. */
  private static final long LONGEST_PARK = TimeUnit.MILLISECONDS.toNanos(50);

  private final Ticker ticker;
  private final long start;
  private final double interval;
  private double due;

  /**
   * A schedule whose first reading is due at once.
   *
   * @param readingsPerSecond 0 for as fast as possible
   */
  Pacer(double readingsPerSecond, Ticker ticker) {
    this.ticker = ticker;
    interval = readingsPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / readingsPerSecond;
    start = ticker.nanos();
  }

  /**
   * Waits until the next reading is due, or until the wait is called off or the thread interrupted.
   */
  void await(BooleanSupplier calledOff) {
    if (interval == 0) {
      return;
    }
    double late = elapsed() - due;
    while (late < 0) {
      if (calledOff.getAsBoolean() || Thread.currentThread().isInterrupted()) {
        return;
      }
      ticker.park(Math.min((long) Math.ceil(-late), LONGEST_PARK));
      late = elapsed() - due;
    }
    due = (late > CATCH_UP ? due + late : due) + interval;
  }

  /** Doubles are exact to a nanosecond for a hundred days, and then lose one bit at a time. */
  private double elapsed() {
    return ticker.nanos() - start;
  }
}
