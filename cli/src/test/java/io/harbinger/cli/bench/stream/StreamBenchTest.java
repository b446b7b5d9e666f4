package io.harbinger.cli.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.cli.bench.load.CpuTimes;
import io.harbinger.cli.bench.stream.StreamBenchReport.Result;
import io.harbinger.cli.bench.stream.StreamBenchReport.Side;
import io.harbinger.contract.SensorReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamBenchTest {

  @Test
  void everyAssetLivesCycleByCycleAndThenAgain() {
    FleetReadings readings = new FleetReadings(7);
    Map<String, SensorReading> last = new HashMap<>();
    boolean diedOnce = false;
    for (int i = 0; i < 7 * 400; i++) {
      SensorReading reading = readings.next();
      SensorReading before = last.put(reading.getAsset(), reading);
      if (before == null) {
        continue;
      }
      if (reading.getRun().equals(before.getRun())) {
        assertThat(reading.getCycle()).isEqualTo(before.getCycle() + 1);
      } else {
        assertThat(reading.getRun()).isEqualTo(before.getRun() + 1);
        assertThat(reading.getCycle()).isEqualTo(1);
        diedOnce = true;
      }
    }
    assertThat(last).hasSize(7);
    assertThat(diedOnce).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "harbinger-windows-1f-StreamThread-1, WINDOWS",
    "kafka-producer-network-thread | harbinger-windows-1f-StreamThread-1-producer, WINDOWS_PRODUCER",
    "data-plane-kafka-request-handler-0, BROKER",
    "model-rul-stream-1, MODEL",
    "Source: windows -> inference -> outcomes (1/1)#0, JOB",
    "kafka-producer-network-thread | producer-harbinger-rul-alerts-0-1, JOB_PRODUCER",
    "bench-source, SOURCE",
    "main, OTHER"
  })
  void aThreadsNameTellsItsComponent(String thread, Component component) {
    assertThat(Component.of(thread)).isEqualTo(component);
  }

  @Test
  void theRatioIsOfTheSameFleet() {
    StreamBenchReport report =
        new StreamBenchReport(
            "a/1",
            "b/1",
            2,
            0.5,
            List.of(
                result(Side.PREDICTOR, 100, 50),
                result(Side.HARBINGER, 100, 600),
                result(Side.HARBINGER, 10_000, 500)));
    assertThat(report.ratio(100)).isEqualTo(12, within(1e-9));
    assertThat(report.ratio(10_000)).isNaN();
  }

  @Test
  void timesOnTheProcessorsAddUp() {
    CpuTimes before = new CpuTimes(Map.of(1L, 0L), Map.of(1L, "main"), 0);
    CpuTimes after =
        new CpuTimes(
            Map.of(1L, 1_000_000_000L, 2L, 500_000_000L),
            Map.of(1L, "main", 2L, "model-x-1"),
            2_000_000_000L);
    assertThat(after.since(before, thread -> Component.of(thread).label()))
        .containsEntry("other", 1.0)
        .containsEntry("model server", 0.5)
        .containsEntry("Java machine (collector, compiler)", 0.5);
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThatThrownBy(() -> bench(List.of(0), 1))
        .hasMessage("fleets of [0] assets (expected at least one, each positive)");
    assertThatThrownBy(() -> bench(List.of(1), 0))
        .hasMessage("a parallelism of 0 (expected at least 1)");
  }

  private static StreamBench bench(List<Integer> assets, int parallelism) {
    return new StreamBench(
        Path.of("a"),
        Path.of("b"),
        assets,
        List.of(Side.HARBINGER),
        parallelism,
        Duration.ZERO,
        Duration.ofSeconds(1));
  }

  private static Result result(Side side, int assets, double rate) {
    return new Result(side, assets, rate, 1, 2, Map.of(), 3);
  }
}
