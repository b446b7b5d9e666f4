package io.harbinger.console.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Quantiles of the latencies of the last minute, exact up to its capacity. Not thread-safe. */
final class LatencyWindow {

  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final int CAPACITY = 4096;

  private final long[] millis = new long[CAPACITY];
  private final long[] at = new long[CAPACITY];
  private long recorded;

  void record(long latencyMillis, Instant now) {
    int slot = (int) (recorded % CAPACITY);
    millis[slot] = Math.max(0, latencyMillis);
    at[slot] = now.toEpochMilli();
    recorded++;
  }

  /** The latencies of the last minute, in ascending order. */
  long[] sorted(Instant now) {
    long from = now.minus(SPAN).toEpochMilli();
    int kept = (int) Math.min(recorded, CAPACITY);
    long[] recent = new long[kept];
    int count = 0;
    for (int i = 0; i < kept; i++) {
      if (at[i] >= from) {
        recent[count++] = millis[i];
      }
    }
    long[] sorted = Arrays.copyOf(recent, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The nearest-rank quantile; NaN of nothing. */
  static double quantile(long[] sorted, double q) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }
}
