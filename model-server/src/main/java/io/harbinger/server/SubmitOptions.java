package io.harbinger.server;

import java.time.Duration;

/**
 * How one request is to be treated.
 *
 * @param patience how long after its submission its execution may begin; after that nobody waits
 *     for it any more, and it ends with {@code EXPIRED} without being executed
 * @param priority among those that wait for the same model
 */
public record SubmitOptions(Duration patience, Priority priority) {

  /** No deadline. */
  public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private static final SubmitOptions DEFAULTS = new SubmitOptions(FOREVER, Priority.NORMAL);

  /** Refuses what cannot work. */
  public SubmitOptions {
    if (patience.isNegative() || patience.compareTo(FOREVER) > 0) {
      throw new IllegalArgumentException(
          "a patience of %s (expected 0 to %s)".formatted(patience, FOREVER));
    }
  }

  /** No deadline, normal priority. */
  public static SubmitOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another patience. */
  public SubmitOptions withPatience(Duration other) {
    return new SubmitOptions(other, priority);
  }

  /** The same with another priority. */
  public SubmitOptions withPriority(Priority other) {
    return new SubmitOptions(patience, other);
  }

  boolean mayExpire() {
    return patience.compareTo(FOREVER) < 0;
  }
}
