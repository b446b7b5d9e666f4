package io.harbinger.console.feed;

import java.time.Duration;

/**
 * How far back the reading of a topic begins: at the age or the number of records, whichever is
 * nearer.
 *
 * @param age of the oldest record
 * @param recordsPerPartition at most
 */
public record LookBack(Duration age, long recordsPerPartition) {

  /** Only what comes from now on. */
  public static final LookBack NONE = new LookBack(Duration.ZERO, 0);

  /** Refuses negative numbers. */
  public LookBack {
    if (age.isNegative() || recordsPerPartition < 0) {
      throw new IllegalArgumentException(
          "look-back of %s and %d records (expected at least 0)"
              .formatted(age, recordsPerPartition));
    }
  }
}
