package io.harbinger.platform.observation;

import org.HdrHistogram.Histogram;

/** How long things took, in milliseconds, to three significant digits. Thread-safe. */
public final class Latencies {

  private static final long LONGEST = 24L * 60 * 60 * 1000;

  private final Histogram histogram = new Histogram(LONGEST, 3);

  /** Takes one; what clocks turn negative counts as nothing. */
  public synchronized void record(long millis) {
    histogram.recordValue(Math.min(LONGEST, Math.max(0, millis)));
  }

  /** How long the given share, in percent, took at most; 0 where nothing was recorded. */
  public synchronized long percentile(double percent) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent);
  }
}
