package io.harbinger.jobs.rul;

import io.harbinger.contract.MaintenanceAlert;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts {@code alerts} by kind, severity and status. Not thread-safe. */
final class AlertCounters {

  private final MetricGroup metrics;
  private final Map<String, Counter> counters = new HashMap<>();

  AlertCounters(MetricGroup metrics) {
    this.metrics = metrics;
  }

  void count(MaintenanceAlert alert) {
    String key = alert.getKind() + "/" + alert.getSeverity() + "/" + alert.getStatus();
    counters
        .computeIfAbsent(
            key,
            k ->
                metrics
                    .addGroup("kind", alert.getKind().name())
                    .addGroup("severity", alert.getSeverity().name())
                    .addGroup("status", alert.getStatus().name())
                    .counter("alerts"))
        .inc();
  }
}
