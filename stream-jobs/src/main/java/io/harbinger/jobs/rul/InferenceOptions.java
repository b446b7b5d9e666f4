package io.harbinger.jobs.rul;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the job asks the model server.
 *
 * @param capacity windows under way in one subtask, at least 1; beyond it the source waits
 * @param timeout for one window, all attempts together
 * @param retries of a failed inference after the first attempt; a full queue is tried again until
 *     the timeout, whatever this says, for it is no fault of the window
 * @param firstBackoff wait before the first retry; doubled each time
 * @param maxBackoff the longest wait
 */
public record InferenceOptions(
    int capacity, Duration timeout, int retries, Duration firstBackoff, Duration maxBackoff)
    implements Serializable {

  /** Refuses what cannot work. */
  public InferenceOptions {
    if (capacity < 1 || retries < 0) {
      throw new IllegalArgumentException(
          "a capacity of %d and %d retries (expected at least 1 and 0)"
              .formatted(capacity, retries));
    }
    if (firstBackoff.toMillis() < 1
        || maxBackoff.compareTo(firstBackoff) < 0
        || timeout.compareTo(maxBackoff) <= 0) {
      throw new IllegalArgumentException(
          "waits of %s to %s within a timeout of %s (expected 1 ms <= first <= longest < timeout)"
              .formatted(firstBackoff, maxBackoff, timeout));
    }
  }

  /** 128 windows a subtask, 30 seconds, 3 retries, waits of 20 ms to 2 s. */
  public static InferenceOptions defaults() {
    return new InferenceOptions(
        128, Duration.ofSeconds(30), 3, Duration.ofMillis(20), Duration.ofSeconds(2));
  }

  /** The wait before a retry, counted from 1. */
  Duration backoff(int retry) {
    // Beyond 30 doublings of a millisecond every permitted longest wait is passed.
    Duration doubled = firstBackoff.multipliedBy(1L << Math.min(retry - 1, 30));
    return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
  }
}
