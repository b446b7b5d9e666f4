package io.harbinger.jobs.rul;

import java.io.Serializable;
import java.time.Duration;

/**
 * How windows are gathered for a model that reads step by step.
 *
 * @param maxBatch windows of a subtask that are asked about together at most; the model server's
 *     queue must have room for one batch of each subtask
 * @param maxDelay how long a window waits for others at most
 * @param explainEvery near an alert, every so many predictions are explained anew; 0 explains none
 */
public record StreamingOptions(int maxBatch, Duration maxDelay, int explainEvery)
    implements Serializable {

  /** Refuses what cannot work. */
  public StreamingOptions {
    if (maxBatch < 1 || explainEvery < 0) {
      throw new IllegalArgumentException(
          "batches of at most %d windows, every %dth prediction explained (expected at least 1 and 0)"
              .formatted(maxBatch, explainEvery));
    }
    if (maxDelay.toMillis() < 1) {
      throw new IllegalArgumentException(
          "a delay of %s (expected at least 1 ms)".formatted(maxDelay));
    }
  }

  /** 256 windows, 5 ms, every 5th explained. */
  public static StreamingOptions defaults() {
    return new StreamingOptions(256, Duration.ofMillis(5), 5);
  }
}
