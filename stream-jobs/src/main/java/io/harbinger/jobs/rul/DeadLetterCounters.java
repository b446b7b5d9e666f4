package io.harbinger.jobs.rul;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts {@code deadLetters} by reason; each from 0, since the rise of a series to its first value
 * is no rise to Prometheus. Not thread-safe.
 */
final class DeadLetterCounters {

  private final Map<DeadLetterReason, Counter> counters = new EnumMap<>(DeadLetterReason.class);

  DeadLetterCounters(MetricGroup metrics) {
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      counters.put(reason, metrics.addGroup("reason", reason.name()).counter("deadLetters"));
    }
  }

  void count(DeadLetter letter) {
    Objects.requireNonNull(counters.get(letter.getReason())).inc();
  }
}
