package io.harbinger.server;

import java.time.Duration;

/**
 * How fast one model has lately worked off its queue: time against inputs, both forgotten over some
 * full batches, so that small batches, dear by the input, weigh little. Thread-safe.
 */
final class ServiceRate {

  private static final int REMEMBERED_BATCHES = 8;

  private static final Duration UNKNOWN = Duration.ofMillis(100);
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofMinutes(1);

  private final int workers;
  private final double remembered;
  private double inputs;
  private double nanos;

  ServiceRate(int workers, int maxBatch) {
    this.workers = workers;
    this.remembered = (double) REMEMBERED_BATCHES * maxBatch;
  }

  /**
   * Learns from an execution.
   *
   * @param took nanoseconds of the execution and of the wait for the device before it
   */
  synchronized void executed(int executed, long took) {
    double kept = Math.exp(-executed / remembered);
    inputs = inputs * kept + executed;
    nanos = nanos * kept + Math.max(1, took);
  }

  /** How long so many requests take; a guess before the first execution, never below 1 ms. */
  synchronized Duration timeOf(int requests) {
    if (inputs == 0) {
      return UNKNOWN;
    }
    double told = requests * nanos / inputs / workers;
    return Duration.ofNanos(Math.round(Math.min(MOST.toNanos(), Math.max(LEAST.toNanos(), told))));
  }
}
