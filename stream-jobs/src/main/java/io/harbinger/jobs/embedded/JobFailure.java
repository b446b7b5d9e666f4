package io.harbinger.jobs.embedded;

import java.time.Instant;

/**
 * What a job failed at.
 *
 * @param at when
 * @param cause as Flink gives it: the first that went wrong is the innermost
 */
public record JobFailure(Instant at, Throwable cause) {

  /** The first that went wrong. */
  public Throwable origin() {
    Throwable origin = cause;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    return origin;
  }
}
