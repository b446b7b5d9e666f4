package io.harbinger.console.live;

/**
 * Rows of a series, oldest first. The arrays are the receiver's.
 *
 * @param next the number to ask from for what comes after these
 * @param runs the asset's life of each row, -1 where the source does not say
 * @param cycles of each row
 * @param times when each row was written, milliseconds since the epoch
 * @param columns {@code (column, row)}; NaN where there is no value
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(long next, long[] runs, int[] cycles, long[] times, float[][] columns) {

  /** How many rows. */
  public int size() {
    return cycles.length;
  }
}
