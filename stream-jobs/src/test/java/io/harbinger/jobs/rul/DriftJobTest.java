package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.jobs.rul.drift.DriftOptions;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.reference.ReferenceCondition;
import io.harbinger.model.rul.reference.RulReference;
import io.harbinger.model.rul.reference.ValueBins;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drift is found by the job in a real MiniCluster against a real broker. */
class DriftJobTest {

  private static final int PARALLELISM = 2;
  private static final int ASSETS = 4;
  private static final int EARLY = 50;
  private static final int WINDOW = ASSETS * EARLY;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path directory;
  private final FakeRulModel model = new FakeRulModel();

  @Test
  void aShiftedSensorIsFoundAcrossARestartAndLateReadingsAreNotCompared() throws Exception {
    RulTopics topics = KAFKA.createTopics("drift");
    RulJobConfig config = config(topics, describe("described/1", 0));

    SimpleMeterRegistry same = new SimpleMeterRegistry();
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory.resolve("flink"), PARALLELISM, same)) {
      EmbeddedJob job = submit(flink, config);
      KAFKA.send(topics.windows(), "e1", "no window".getBytes(StandardCharsets.UTF_8));
      live(topics, 1, 0);
      await().atMost(LIMIT).until(() -> value(same, "sensor.driftPsi") < 0.01);
      await().atMost(LIMIT).until(() -> value(same, "predictionDriftPsi") < 0.01);
      assertThat(value(same, "driftRuns")).isEqualTo(ASSETS);
      job.stop(LIMIT);
    }

    SimpleMeterRegistry shifted = new SimpleMeterRegistry();
    try (EmbeddedFlink flink =
        EmbeddedFlink.start(directory.resolve("flink"), PARALLELISM, shifted)) {
      submit(flink, config);
      await().atMost(LIMIT).until(() -> value(shifted, "sensor.driftPsi") < 0.01);
      assertThat(value(shifted, "predictionDriftRuns")).isEqualTo(ASSETS);
      live(topics, 2, 30);
      await().atMost(LIMIT).until(() -> value(shifted, "sensor.driftPsi") > 0.5);
      await().atMost(LIMIT).until(() -> value(shifted, "predictionDriftPsi") > 0.5);
    }
  }

  @Test
  void aNewVersionIsComparedWithItsOwnTrainingDataUnderTheRunningJob() throws Exception {
    RulTopics topics = KAFKA.createTopics("drift-swap");
    Path first = describe("swapped/1", 0);
    describe("swapped/2", 30);
    model.version = "1";

    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (EmbeddedFlink flink =
        EmbeddedFlink.start(directory.resolve("flink"), PARALLELISM, registry)) {
      submit(flink, config(topics, Objects.requireNonNull(first.getParent())));
      live(topics, 1, 30);
      await().atMost(LIMIT).until(() -> value(registry, "sensor.driftPsi") > 0.5);
      await().atMost(LIMIT).until(() -> value(registry, "predictionDriftPsi") > 0.5);

      model.version = "2";
      assertThat(value(registry, "sensor.driftPsi")).isNaN();
      live(topics, 2, 30);
      await().atMost(LIMIT).until(() -> value(registry, "sensor.driftPsi") < 0.01);
      await().atMost(LIMIT).until(() -> value(registry, "predictionDriftPsi") < 0.01);
      assertThat(value(registry, "driftRuns")).isEqualTo(ASSETS);
      assertThat(value(registry, "predictionDriftRuns")).isEqualTo(ASSETS);
    }
  }

  /** Of each asset a run of early readings like the reference's, and late ones that are not. */
  private static void live(RulTopics topics, long run, double shift) {
    for (int cycle = 1; cycle <= 2 * EARLY; cycle++) {
      for (int i = 0; i < ASSETS; i++) {
        boolean early = cycle <= EARLY;
        double value = early ? (double) (cycle * ASSETS + i) / WINDOW * 100 + shift : -1000;
        String asset = "asset-" + i;
        KAFKA.send(
            topics.windows(),
            asset,
            Windows.bytes(Windows.of(asset, run, cycle, Mood.WELL, value)));
      }
    }
    KAFKA.flush();
  }

  private static RulJobConfig config(RulTopics topics, Path described) {
    return RulJobConfig.of(KAFKA.bootstrapServers(), described.toString())
        .withTopics(topics)
        .withGroupId(topics.windows())
        .withParallelism(PARALLELISM)
        .withDrift(new DriftOptions(1, WINDOW, WINDOW))
        .withDelivery(
            DeliveryOptions.defaults(topics.windows())
                .withCheckpointInterval(Duration.ofMillis(200)));
  }

  /** A version that was trained on readings like those that are sent live, shifted so. */
  private Path describe(String version, double shift) {
    ValueBins bins =
        ValueBins.ofDeciles(
            IntStream.range(ASSETS, ASSETS + WINDOW)
                .mapToDouble(i -> i * 100.0 / WINDOW + shift)
                .toArray());
    RulReference reference =
        new RulReference(
            EARLY,
            List.of("T24"),
            List.of(0),
            List.of(1.0, 1.0),
            List.of(new ReferenceCondition(List.of(0.0, 0.0), List.of(bins))),
            bins);
    JsonNodeFactory json = JsonNodeFactory.instance;
    return ModelDirectory.write(
            directory.resolve(version),
            new Manifest(
                Manifest.FORMAT,
                "rul",
                json.objectNode(),
                List.of(),
                json.objectNode(),
                json.objectNode(),
                Map.of()),
            Map.of(RulReference.FILE, reference.toBytes()))
        .path();
  }

  private EmbeddedJob submit(EmbeddedFlink flink, RulJobConfig config) {
    StreamExecutionEnvironment env = flink.environment();
    RulJob.build(env, config, model.source());
    return flink.submit(env);
  }

  /** Not a number before the gauge is there. */
  private static double value(SimpleMeterRegistry registry, String name) {
    return registry.find("flink.taskmanager.job.task.operator." + name).gauges().stream()
        .mapToDouble(Gauge::value)
        .max()
        .orElse(Double.NaN);
  }
}
