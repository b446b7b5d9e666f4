package io.harbinger.console.live;

import java.time.Instant;

/**
 * How many records a topic took in each of the last seconds, by the records' own timestamps, so
 * that a console that catches up shows the rate at which they were written. Not thread-safe.
 */
final class TopicRate {

  static final int SECONDS = 120;
  private static final int MEAN_OVER = 10;

  private final int[] counts = new int[SECONDS];
  private final long[] seconds = new long[SECONDS];
  private long live;

  void record(Instant writtenAt, boolean isLive) {
    long second = writtenAt.getEpochSecond();
    int at = Math.floorMod(second, SECONDS);
    if (second > seconds[at]) {
      seconds[at] = second;
      counts[at] = 0;
    }
    if (second == seconds[at]) {
      counts[at]++;
    }
    live += isLive ? 1 : 0;
  }

  /** Since the console started. */
  long live() {
    return live;
  }

  /** Records a second over the last ten whole seconds. */
  double perSecond(Instant now) {
    int[] history = history(now);
    int sum = 0;
    for (int i = SECONDS - MEAN_OVER; i < SECONDS; i++) {
      sum += history[i];
    }
    return sum / (double) MEAN_OVER;
  }

  /** The last whole seconds, oldest first; the second that has just begun is left out. */
  int[] history(Instant now) {
    int[] history = new int[SECONDS];
    long last = now.getEpochSecond() - 1;
    for (int i = 0; i < SECONDS; i++) {
      long second = last - (SECONDS - 1) + i;
      int at = Math.floorMod(second, SECONDS);
      history[i] = seconds[at] == second ? counts[at] : 0;
    }
    return history;
  }
}
