package io.harbinger.jobs.rul;

import io.harbinger.alert.AlertState;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How a subtask's assets stand, in numbers whose labels do not grow with the fleet: {@code assets}
 * by {@code state} (ok, warning, critical, no_data), {@code assets} by {@code within}, the assets
 * whose newest prediction gives them at most so many cycles, and {@code leastRul}, the least of
 * these predictions in cycles, NaN where there is none. Silent assets count in {@code state} only.
 *
 * <p>It knows the assets that were heard of since the attempt began: state by key cannot be listed.
 * Written by the subtask's thread, read by Flink's reporters.
 */
final class FleetGauges {

  /** Cycles up to which assets are counted: the horizons, twice the longer, and the model's cap. */
  private static final int[] WITHIN = {15, 30, 60, 125};

  private final Map<String, Standing> assets = new ConcurrentHashMap<>();

  FleetGauges(MetricGroup metrics) {
    for (FleetState state : FleetState.values()) {
      metrics
          .addGroup("state", state.name().toLowerCase(Locale.ROOT))
          .gauge("assets", (Gauge<Long>) () -> count(state));
    }
    for (int cycles : WITHIN) {
      metrics
          .addGroup("within", String.valueOf(cycles))
          .gauge("assets", (Gauge<Long>) () -> heard(cycles));
    }
    metrics.gauge("leastRul", (Gauge<Double>) this::least);
  }

  /** An asset's newest prediction, in cycles, and the policy's state after it. */
  void heard(AlertState state, double rul) {
    assets.put(state.asset(), new Standing(FleetState.of(state), rul));
  }

  /** An asset fell silent: what it was predicted counts no longer. */
  void silent(AlertState state) {
    assets.put(state.asset(), new Standing(FleetState.NO_DATA, Double.POSITIVE_INFINITY));
  }

  /** An asset was repaired: its last prediction stands until the next. */
  void repaired(AlertState state) {
    assets.computeIfPresent(
        state.asset(), (asset, standing) -> new Standing(FleetState.of(state), standing.rul()));
  }

  private long count(FleetState state) {
    return assets.values().stream().filter(asset -> asset.state() == state).count();
  }

  private long heard(int cycles) {
    return assets.values().stream().filter(asset -> asset.rul() <= cycles).count();
  }

  private double least() {
    return assets.values().stream()
        .mapToDouble(Standing::rul)
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  private record Standing(FleetState state, double rul) {}
}
