package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.jobs.rul.coverage.CoverageOptions;
import io.harbinger.jobs.rul.drift.DriftOptions;
import io.harbinger.server.ServingOptions;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class RulJobConfigTest {

  private final RulJobConfig config = RulJobConfig.of("localhost:9092", "models/rul-fd001");

  @Test
  void defaultsAreExactlyThese() {
    assertThat(config)
        .isEqualTo(
            new RulJobConfig(
                "localhost:9092",
                new RulTopics(
                    "sensor.windows",
                    "maintenance.events",
                    "rul.predictions",
                    "maintenance.alerts",
                    "dead.letters"),
                "harbinger-rul",
                "models/rul-fd001",
                ModelForm.BY_DIRECTORY,
                1,
                new InferenceOptions(
                    128, Duration.ofSeconds(30), 3, Duration.ofMillis(20), Duration.ofSeconds(2)),
                new StreamingOptions(256, Duration.ofMillis(5), 5),
                new ServingOptions(256, 1024, 1, Duration.ZERO),
                new DeliveryOptions(
                    DeliveryGuarantee.EXACTLY_ONCE,
                    "harbinger-rul",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(10)),
                AlertThresholds.defaults(),
                new CoverageOptions(false, 0.88, 125, 0.005, 10, 15, 200, Duration.ofMinutes(10)),
                new DriftOptions(3, 1000, 200),
                Map.of(),
                Map.of()));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> RulJobConfig.of("localhost", "models"))
        .hasMessage("bootstrap servers 'localhost' (expected host:port[,host:port])");
    assertThatThrownBy(() -> RulJobConfig.of("localhost:1", " "))
        .hasMessageContaining("an empty model directory");
    assertThatThrownBy(() -> config.withParallelism(0))
        .hasMessage("a parallelism of 0 (expected at least 1)");
    assertThatThrownBy(() -> config.withGroupId("")).hasMessageContaining("consumer group");
    assertThatThrownBy(() -> new RulTopics("a", "b", "c", "d", "a"))
        .hasMessage("topics [a, b, c, d, a] (expected five different names)");
    assertThatThrownBy(() -> config.delivery().withCheckpointInterval(Duration.ofMinutes(9)))
        .hasMessage(
            "a transaction timeout of PT10M with checkpoints every PT9M (expected at least two"
                + " intervals)");
    assertThatThrownBy(() -> config.coverage().withModel(1.2, 125))
        .hasMessageContaining("expected a share of misses above 0 and below 1");
    assertThatThrownBy(() -> config.coverage().withCuts(0, 15))
        .hasMessage("every 0 cycles, 15 intervals of a run, 200 runs (expected each at least 1)");
    assertThatThrownBy(() -> new DriftOptions(1, 10, 11)).hasMessageContaining("10 readings");
    assertThatThrownBy(() -> DeliveryOptions.defaults(" "))
        .hasMessageContaining("an empty transaction prefix");
  }
}
