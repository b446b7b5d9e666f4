package io.harbinger.jobs.rul;

import io.harbinger.jobs.rul.memory.AssetTurn;
import io.harbinger.jobs.rul.memory.Beginning;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what became of the assets' states: {@code statesBegun} by {@code cause}, {@code steps},
 * the readings that they took, {@code explanations}, and {@code repeatedWindows}, in which nothing
 * was new. Each from 0, since the rise of a series to its first value is no rise to Prometheus. Not
 * thread-safe.
 */
final class MemoryCounters {

  private final Map<Beginning, Counter> begun = new EnumMap<>(Beginning.class);
  private final Counter steps;
  private final Counter explanations;
  private final Counter repeated;

  MemoryCounters(MetricGroup metrics) {
    for (Beginning cause : Beginning.values()) {
      begun.put(
          cause,
          metrics.addGroup("cause", cause.name().toLowerCase(Locale.ROOT)).counter("statesBegun"));
    }
    steps = metrics.counter("steps");
    explanations = metrics.counter("explanations");
    repeated = metrics.counter("repeatedWindows");
  }

  void count(AssetTurn turn) {
    turn.beginnings()
        .forEach((cause, times) -> Objects.requireNonNull(begun.get(cause)).inc(times));
    steps.inc(turn.stepped());
    explanations.inc(turn.explanations());
  }

  void repeated() {
    repeated.inc();
  }
}
