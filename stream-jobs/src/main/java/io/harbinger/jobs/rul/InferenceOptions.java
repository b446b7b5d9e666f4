package io.harbinger.jobs.rul;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How the job asks the model server.
 *
 * @param capacity windows under way in one subtask, at least 1; beyond it the source waits
 * @param timeout for one window, all attempts together
 * @param retries of a failed inference after the first attempt; a full queue is tried again until
 *     the timeout, whatever this says, for it is no fault of the window
 * @param firstBackoff wait before the first retry; doubled each time
 * @param maxBackoff the longest wait, but where the server says that it needs more
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

  /**
   * The wait before a retry: at least what the server asks for, and up to a quarter more, so that
   * what was refused together does not come back together. A server that asks for more than what is
   * left until the timeout is asked again after half of that: it tells what it guesses, and the
   * answer needs time too.
   *
   * @param retry counted from 1
   * @param hint of a server that had no room
   * @param left until the timeout
   * @param random from 0 to 1, drawn anew for each wait
   * @return empty where there is no time for another try
   */
  Optional<Duration> waitBefore(int retry, Optional<Duration> hint, Duration left, double random) {
    long most = left.toNanos();
    long own = backoff(retry).toNanos();
    if (own >= most) {
      return Optional.empty();
    }
    long least = Math.max(own, hint.map(Duration::toNanos).orElse(0L));
    if (least >= most) {
      least = Math.max(own, most / 2);
    }
    long spread = Math.min(least / 4, (most - least) / 2);
    return Optional.of(Duration.ofNanos(least + (long) (random * spread)));
  }

  /** The wait before a retry, counted from 1, where the server asks for none. */
  Duration backoff(int retry) {
    // Beyond 30 doublings of a millisecond every permitted longest wait is passed.
    Duration doubled = firstBackoff.multipliedBy(1L << Math.min(retry - 1, 30));
    return doubled.compareTo(maxBackoff) < 0 ? doubled : maxBackoff;
  }
}
