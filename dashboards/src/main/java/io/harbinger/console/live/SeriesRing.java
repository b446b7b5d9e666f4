package io.harbinger.console.live;

import java.util.Arrays;

/**
 * The newest rows of a series: a run, a cycle, a time and some values each. Grows up to its
 * capacity, then forgets the oldest. Values are floats: seven digits are more than a chart shows.
 * Not thread-safe.
 */
final class SeriesRing {

  private static final int FIRST_CAPACITY = 16;

  private final int capacity;
  private final int width;
  private long[] runs;
  private int[] cycles;
  private long[] times;
  private float[] values;
  private long appended;

  SeriesRing(int capacity, int width) {
    this.capacity = capacity;
    this.width = width;
    int first = Math.min(capacity, FIRST_CAPACITY);
    this.runs = new long[first];
    this.cycles = new int[first];
    this.times = new long[first];
    this.values = new float[first * width];
  }

  int width() {
    return width;
  }

  /** How many rows were ever appended; the next row's number. */
  long appended() {
    return appended;
  }

  void append(long run, int cycle, long time, double[] row) {
    if (row.length != width) {
      throw new IllegalArgumentException(
          "a row of %d values (expected %d)".formatted(row.length, width));
    }
    if (appended == runs.length && runs.length < capacity) {
      grow(Math.min(capacity, runs.length * 2));
    }
    int at = (int) (appended % runs.length);
    runs[at] = run;
    cycles[at] = cycle;
    times[at] = time;
    for (int i = 0; i < width; i++) {
      values[at * width + i] = (float) row[i];
    }
    appended++;
  }

  /** Only ever called before the first wrap, so that the rows lie in order. */
  private void grow(int to) {
    runs = Arrays.copyOf(runs, to);
    cycles = Arrays.copyOf(cycles, to);
    times = Arrays.copyOf(times, to);
    values = Arrays.copyOf(values, to * width);
  }

  /** The rows from the given number on, as far as they are still kept. */
  Series since(long number) {
    long oldest = Math.max(0, appended - runs.length);
    long from = Math.min(appended, Math.max(number, oldest));
    int count = (int) (appended - from);
    long[] outRuns = new long[count];
    int[] outCycles = new int[count];
    long[] outTimes = new long[count];
    float[][] columns = new float[width][count];
    for (int i = 0; i < count; i++) {
      int at = (int) ((from + i) % runs.length);
      outRuns[i] = runs[at];
      outCycles[i] = cycles[at];
      outTimes[i] = times[at];
      for (int column = 0; column < width; column++) {
        columns[column][i] = values[at * width + column];
      }
    }
    return new Series(appended, outRuns, outCycles, outTimes, columns);
  }
}
