package io.harbinger.console.alertmanager;

import java.time.Duration;
import java.time.Instant;

/**
 * When to try again after failures: twice as late each time, up to a longest. Used by one thread.
 */
final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;
  private Instant until = Instant.MIN;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  void failed(Instant now) {
    until = now.plus(next);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  void succeeded() {
    until = Instant.MIN;
    next = first;
  }

  boolean isFirst() {
    return until.equals(Instant.MIN);
  }

  /** Not to be tried before this. */
  Instant until() {
    return until;
  }
}
