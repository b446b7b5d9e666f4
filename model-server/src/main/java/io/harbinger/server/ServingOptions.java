package io.harbinger.server;

import io.harbinger.model.Precision;
import java.io.Serializable;
import java.time.Duration;

/**
 * How one model is served.
 *
 * @param maxBatch most inputs that one execution takes
 * @param queueCapacity most inputs that wait; one more is refused with {@code QUEUE_FULL}
 * @param workers threads that execute batches, each one batch at a time; the engine itself computes
 *     on one thread
 * @param maxDelay how long an input may wait for others to fill its batch while a worker is free;
 *     zero executes what is there, and batches form only while every worker is busy
 * @param precision that the network is to be computed in; a version that must not be, by its
 *     manifest or its sample, is computed in float32
 */
public record ServingOptions(
    int maxBatch, int queueCapacity, int workers, Duration maxDelay, Precision precision)
    implements Serializable {

  /** Refuses what cannot work. */
  public ServingOptions {
    if (maxBatch < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "batches of at most %d on %d workers (expected at least 1 of each)"
              .formatted(maxBatch, workers));
    }
    if (queueCapacity < maxBatch) {
      throw new IllegalArgumentException(
          "a queue of %d for batches of at most %d (expected room for one batch)"
              .formatted(queueCapacity, maxBatch));
    }
    if (maxDelay.isNegative()) {
      throw new IllegalArgumentException("a delay of %s (expected 0 or more)".formatted(maxDelay));
    }
  }

  /** Served in float32. */
  public ServingOptions(int maxBatch, int queueCapacity, int workers, Duration maxDelay) {
    this(maxBatch, queueCapacity, workers, maxDelay, Precision.FLOAT32);
  }

  /** Batches of at most 256, a queue of 1024, one worker, no delay, float32. */
  public static ServingOptions defaults() {
    return new ServingOptions(256, 1024, 1, Duration.ZERO);
  }

  /** The same with another largest batch. */
  public ServingOptions withMaxBatch(int other) {
    return new ServingOptions(other, queueCapacity, workers, maxDelay, precision);
  }

  /** The same with another queue. */
  public ServingOptions withQueueCapacity(int other) {
    return new ServingOptions(maxBatch, other, workers, maxDelay, precision);
  }

  /** The same with other workers. */
  public ServingOptions withWorkers(int other) {
    return new ServingOptions(maxBatch, queueCapacity, other, maxDelay, precision);
  }

  /** The same with another delay. */
  public ServingOptions withMaxDelay(Duration other) {
    return new ServingOptions(maxBatch, queueCapacity, workers, other, precision);
  }

  /** The same in another precision. */
  public ServingOptions withPrecision(Precision other) {
    return new ServingOptions(maxBatch, queueCapacity, workers, maxDelay, other);
  }
}
