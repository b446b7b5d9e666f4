package io.harbinger.alert;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the policy remembers of one asset. Immutable; its fields are plain values, so that a stream
 * processor can keep it as it is.
 *
 * @param asset the machine
 * @param run the asset's life that the rest is about
 * @param lastCycle the newest cycle seen in this run
 * @param lastReadingAt when that cycle's reading was written, milliseconds since the epoch
 * @param streak what the latest predictions have in common
 * @param open the open FAILURE_PREDICTED alert, or null
 * @param silent true while a NO_DATA alert is open
 */
public record AlertState(
    String asset,
    long run,
    int lastCycle,
    long lastReadingAt,
    Streak streak,
    @Nullable OpenAlert open,
    boolean silent)
    implements Serializable {

  AlertLevel level() {
    return open == null ? AlertLevel.NONE : open.level();
  }

  AlertState withSilent(boolean nowSilent) {
    return new AlertState(asset, run, lastCycle, lastReadingAt, streak, open, nowSilent);
  }

  /** After a repair: nothing is open, and nothing counts any more. */
  AlertState mended() {
    return new AlertState(asset, run, lastCycle, lastReadingAt, Streak.NONE, null, silent);
  }

  /**
   * An open alert.
   *
   * @param level of the alert, WARNING or CRITICAL
   * @param raisedCycle the cycle at which it came to this level
   * @param raisedAt when that cycle's reading was written, milliseconds since the epoch
   */
  public record OpenAlert(AlertLevel level, int raisedCycle, long raisedAt)
      implements Serializable {}
}
