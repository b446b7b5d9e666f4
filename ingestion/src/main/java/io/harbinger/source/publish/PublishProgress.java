package io.harbinger.source.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far one publisher is; its meters add up all publishers of a topic.
 *
 * <p>Thread-safe: written by the publishing thread and by Kafka's.
 */
final class PublishProgress {

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<@Nullable Exception> firstFailure = new AtomicReference<>();
  private final Counter sentCounter;
  private final Counter acknowledgedCounter;
  private final Counter failedCounter;

  PublishProgress(String topic, MeterRegistry registry) {
    sentCounter = counter("sent", "Readings handed to Kafka's producer", topic, registry);
    acknowledgedCounter =
        counter("acknowledged", "Readings that all in-sync replicas hold", topic, registry);
    failedCounter = counter("failed", "Readings that did not reach their topic", topic, registry);
  }

  /** Counts a reading before the producer gets it, so that none is complete before it is sent. */
  void sending() {
    sent.incrementAndGet();
    sentCounter.increment();
  }

  void completed(@Nullable Exception failure) {
    if (failure == null) {
      acknowledged.incrementAndGet();
      acknowledgedCounter.increment();
    } else {
      failed.incrementAndGet();
      failedCounter.increment();
      firstFailure.compareAndSet(null, failure);
    }
  }

  long sent() {
    return sent.get();
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long failed() {
    return failed.get();
  }

  @Nullable Exception firstFailure() {
    return firstFailure.get();
  }

  private static Counter counter(
      String what, String description, String topic, MeterRegistry registry) {
    return Counter.builder("harbinger.source." + what)
        .description(description)
        .baseUnit("readings")
        .tag("topic", topic)
        .register(registry);
  }
}
