package io.harbinger.jobs.rul;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.MaintenanceAlert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts {@code alerts} by kind, severity and status; each that can be, from 0, since the rise of a
 * series to its first value is no rise to Prometheus. Not thread-safe.
 */
final class AlertCounters {

  private final Map<Key, Counter> counters = new HashMap<>();

  AlertCounters(MetricGroup metrics) {
    // The policy writes no UNKNOWN: that is what a reader makes of a newer writer's value.
    for (AlertKind kind : List.of(AlertKind.FAILURE_PREDICTED, AlertKind.NO_DATA)) {
      for (AlertSeverity severity : List.of(AlertSeverity.WARNING, AlertSeverity.CRITICAL)) {
        for (AlertStatus status : List.of(AlertStatus.RAISED, AlertStatus.CLEARED)) {
          Key key = new Key(kind, severity, status);
          counters.put(key, key.counter(metrics));
        }
      }
    }
  }

  void count(MaintenanceAlert alert) {
    Key key = new Key(alert.getKind(), alert.getSeverity(), alert.getStatus());
    Objects.requireNonNull(counters.get(key)).inc();
  }

  private record Key(AlertKind kind, AlertSeverity severity, AlertStatus status) {
    Counter counter(MetricGroup metrics) {
      return metrics
          .addGroup("kind", kind.name())
          .addGroup("severity", severity.name())
          .addGroup("status", status.name())
          .counter("alerts");
    }
  }
}
