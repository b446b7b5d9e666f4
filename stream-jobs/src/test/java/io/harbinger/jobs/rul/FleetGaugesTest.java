package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.alert.AlertPolicy;
import io.harbinger.alert.AlertState;
import io.harbinger.alert.AlertThresholds;
import io.harbinger.alert.Predictions;
import io.harbinger.alert.Reports;
import io.harbinger.contract.MaintenanceKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class FleetGaugesTest {

  private final AlertPolicy policy = new AlertPolicy(AlertThresholds.defaults());
  private final Gauges gauges = new Gauges("", new HashMap<>());
  private final FleetGauges fleet = new FleetGauges(gauges);
  private final Map<String, AlertState> states = new HashMap<>();

  @Test
  void anEmptyFleetHasNoAssetsAndNoLeastLife() {
    assertThat(gauges.value("state/ok/assets")).isEqualTo(0L);
    assertThat(gauges.value("within/125/assets")).isEqualTo(0L);
    assertThat(gauges.value("leastRul")).isEqualTo(Double.NaN);
  }

  @Test
  void eachAssetCountsInItsStateAndUpToItsLife() {
    hear("fine", 100, 1);
    hear("worn", 25, 3);
    hear("failing", 9, 3);

    assertThat(counts("state", "ok", "warning", "critical", "no_data"))
        .containsExactly(1L, 1L, 1L, 0L);
    assertThat(counts("within", "15", "30", "60", "125")).containsExactly(1L, 2L, 2L, 3L);
    assertThat(gauges.value("leastRul")).isEqualTo(9.0);
  }

  @Test
  void aNewPredictionTakesThePlaceOfTheOld() {
    hear("worn", 25, 1);
    hear("worn", 110, 1);

    assertThat(counts("within", "15", "30", "60", "125")).containsExactly(0L, 0L, 0L, 1L);
    assertThat(gauges.value("leastRul")).isEqualTo(110.0);
  }

  @Test
  void aSilentAssetIsWithoutDataUntilItIsHeardAgain() {
    hear("worn", 25, 3);
    AlertState silent = policy.silence(states.get("worn")).state();
    fleet.silent(silent);

    assertThat(counts("state", "ok", "warning", "critical", "no_data"))
        .containsExactly(0L, 0L, 0L, 1L);
    assertThat(counts("within", "15", "30", "60", "125")).containsExactly(0L, 0L, 0L, 0L);
    assertThat(gauges.value("leastRul")).isEqualTo(Double.NaN);

    states.put("worn", silent);
    hear("worn", 25, 1);
    assertThat(counts("state", "ok", "warning", "critical", "no_data"))
        .containsExactly(0L, 1L, 0L, 0L);
  }

  @Test
  void aRepairedAssetIsWellAgain() {
    hear("failing", 9, 3);
    AlertState before = states.get("failing");
    fleet.repaired(
        policy
            .repaired(
                before,
                Reports.of(
                    MaintenanceKind.REPAIRED,
                    "failing",
                    0L,
                    Instant.ofEpochMilli(before.lastReadingAt())))
            .state());

    assertThat(counts("state", "ok", "warning", "critical", "no_data"))
        .containsExactly(1L, 0L, 0L, 0L);
    assertThat(gauges.value("leastRul")).isEqualTo(9.0);
  }

  private void hear(String asset, double rul, int times) {
    for (int i = 0; i < times; i++) {
      AlertState before = states.get(asset);
      int cycle = before == null ? 1 : before.lastCycle() + 1;
      AlertState after = policy.step(before, Predictions.of(asset, 0, cycle, rul)).state();
      states.put(asset, after);
      fleet.heard(after, rul);
    }
  }

  private Object[] counts(String key, String... values) {
    return Arrays.stream(values)
        .map(value -> gauges.value(key + "/" + value + "/assets"))
        .toArray();
  }

  /** Keeps the gauges that are registered in it and its groups, by their path. */
  private static final class Gauges extends UnregisteredMetricsGroup {
    private final String path;
    private final Map<String, Gauge<?>> all;

    Gauges(String path, Map<String, Gauge<?>> all) {
      this.path = path;
      this.all = all;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Gauges(path + key + "/" + value + "/", all);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      all.put(path + name, gauge);
      return gauge;
    }

    Object value(String name) {
      return all.get(name).getValue();
    }
  }
}
