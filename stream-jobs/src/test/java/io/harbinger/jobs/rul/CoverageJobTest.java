package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.harbinger.alert.Reports;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.harbinger.jobs.rul.coverage.CoverageOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Failures judge and adapt the intervals, in a real MiniCluster against a real broker. */
class CoverageJobTest {

  private static final int PARALLELISM = 2;
  private static final int LIFE = 40;

  /** It fails when a few cycles more have gone, of which nothing was heard. */
  private static final int LAST = 45;

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Off by this while the interval reaches half as far. */
  private static final double ERROR = 10;

  /** Three misses and, once the factor is beyond 2, a hit; gamma is 0.02. */
  private static final double AFTER_FOUR = Math.pow(8, (3 * 0.88 - 0.12) * 0.02 / 0.12);

  private static final double AFTER_FIVE = Math.pow(8, (3 * 0.88 - 2 * 0.12) * 0.02 / 0.12);

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path directory;
  private final FakeRulModel model = new FakeRulModel();

  @Test
  void failuresWidenTheIntervalsOfAllSubtasksAcrossRestarts() throws Exception {
    RulTopics topics = KAFKA.createTopics("coverage");

    SimpleMeterRegistry learning = new SimpleMeterRegistry();
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM, learning)) {
      EmbeddedJob job = submit(flink, config(topics, false));
      for (int i = 0; i < 4; i++) {
        live(topics, "asset-" + i, 1);
        report(topics, MaintenanceKind.FAILED, "asset-" + i, 1L);
      }
      live(topics, "replaced", 1);
      report(topics, MaintenanceKind.REPLACED, "replaced", 1L);
      awaitGauge(learning, "intervalCoverageRuns", 4);
      awaitGauge(learning, "intervalFactor", AFTER_FOUR);
      awaitGauge(learning, "intervalCoverage", 0);
      await().atMost(LIMIT).until(() -> outcomes(learning, "censored") == 1);
      assertThat(outcomes(learning, "judged")).isEqualTo(4);
      live(topics, "unadapted", 1);
      assertThat(predictions(topics, 6 * LIFE))
          .as("told as the model does while nobody asks for more")
          .allSatisfy(p -> assertThat(half(p)).isEqualTo(FakeRulModel.HALF_WIDTH));
      job.stop(LIMIT);
    }

    SimpleMeterRegistry adapting = new SimpleMeterRegistry();
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM, adapting)) {
      EmbeddedJob job = submit(flink, config(topics, true));
      for (int i = 0; i < 4; i++) {
        live(topics, "asset-" + i, 2);
      }
      List<RulPrediction> all = predictions(topics, 10 * LIFE);
      assertThat(all.subList(6 * LIFE, 10 * LIFE))
          .allSatisfy(p -> assertThat(p.getRun()).isEqualTo(2))
          .allSatisfy(p -> assertThat(half(p)).isCloseTo(5 * AFTER_FOUR, within(1e-9)));
      report(topics, MaintenanceKind.FAILED, "asset-0", 2L);
      awaitGauge(adapting, "intervalCoverageRuns", 5);
      awaitGauge(adapting, "intervalFactor", AFTER_FIVE);
      awaitGauge(adapting, "intervalCoverage", 0.2);
      job.stop(LIMIT);
    }

    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      submit(flink, config(topics, true));
      live(topics, "asset-1", 3);
      live(topics, "asset-2", 3);
      List<RulPrediction> all = predictions(topics, 12 * LIFE);
      assertThat(all).extracting(RulPrediction::getId).doesNotHaveDuplicates();
      assertThat(all.subList(10 * LIFE, 12 * LIFE))
          .allSatisfy(p -> assertThat(half(p)).isCloseTo(5 * AFTER_FIVE, within(1e-9)));
    }
  }

  private static double half(RulPrediction prediction) {
    return prediction.getRul() - prediction.getRulLow();
  }

  private EmbeddedJob submit(EmbeddedFlink flink, RulJobConfig config) {
    StreamExecutionEnvironment env = flink.environment();
    RulJob.build(env, config, model.withIntervals());
    return flink.submit(env);
  }

  private static RulJobConfig config(RulTopics topics, boolean adapt) {
    return RulJobConfig.of(KAFKA.bootstrapServers(), "unused")
        .withTopics(topics)
        .withGroupId(topics.windows())
        .withParallelism(PARALLELISM)
        .withCoverage(CoverageOptions.defaults().withAdapt(adapt).withGamma(0.02))
        .withDelivery(
            DeliveryOptions.defaults(topics.windows())
                .withCheckpointInterval(Duration.ofMillis(200)));
  }

  /** A whole life, every prediction of which is off. */
  private static void live(RulTopics topics, String asset, long run) {
    for (int cycle = 1; cycle <= LIFE; cycle++) {
      double told = LAST - cycle + ERROR;
      KAFKA.send(
          topics.windows(), asset, Windows.bytes(Windows.of(asset, run, cycle, Mood.WELL, told)));
    }
    KAFKA.flush();
  }

  private static void report(RulTopics topics, MaintenanceKind kind, String asset, long run) {
    MaintenanceEvent event = Reports.of(kind, asset, run, Instant.now());
    event.setCycle(LAST);
    KAFKA.send(topics.reports(), asset, ContractCodec.of(MaintenanceEvent.class).encode(event));
    KAFKA.flush();
  }

  private static void awaitGauge(SimpleMeterRegistry registry, String name, double value) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(registry.find("flink.taskmanager.job.task.operator." + name).gauges())
                    .singleElement()
                    .satisfies(
                        gauge ->
                            assertThat(gauge.value()).as(name).isCloseTo(value, within(1e-9))));
  }

  private static double outcomes(SimpleMeterRegistry registry, String outcome) {
    return registry
        .get("flink.taskmanager.job.task.operator.outcome.intervalRuns")
        .tag("outcome", outcome)
        .gauges()
        .stream()
        .mapToDouble(Gauge::value)
        .sum();
  }

  private static List<RulPrediction> predictions(RulTopics topics, int count) {
    return KAFKA.read(
        topics.predictions(),
        record -> KafkaBroker.decode(RulPrediction.getDecoder(), record.value()),
        all -> all.size() >= count);
  }
}
