package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.alert.Reports;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import io.harbinger.jobs.embedded.EmbeddedFlink;
import io.harbinger.jobs.embedded.EmbeddedJob;
import io.harbinger.jobs.rul.FakeRulModel.Mood;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job in a real MiniCluster against a real broker. */
class RulJobTest {

  private static final int PARALLELISM = 2;
  private static final Duration STOP = Duration.ofSeconds(30);

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @TempDir Path directory;
  private final FakeRulModel model = new FakeRulModel();

  @Test
  void everyWindowGivesOnePredictionInOrderAcrossAFailureAStopAndACancel() throws Exception {
    RulTopics topics = KAFKA.createTopics("exactly");
    RulJobConfig config = config(topics, AlertThresholds.defaults());
    int assets = 20;

    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      EmbeddedJob job = submit(flink, config);
      // Wait for the first results, so that the failure finds committed and open transactions.
      sendWindows(topics, assets, 1, 100, Mood.WELL);
      predictions(topics, assets);
      send(topics, "asset-0", 101, Mood.CLOSED_ONCE);
      sendWindows(topics, assets, 101, 200, Mood.WELL, "asset-0", 101);
      KAFKA.flush();
      predictions(topics, assets * 150);
      job.stop(STOP);
      assertThat(job.ended()).isCompletedWithValueMatching(Optional::isEmpty);
    }
    int leasesBeforeTheStop = model.leases.get();
    sendWindows(topics, assets, 201, 300, Mood.WELL);
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      EmbeddedJob job = submit(flink, config);
      predictions(topics, assets * 250);
      job.cancel(STOP);
    }
    sendWindows(topics, assets, 301, 310, Mood.WELL);
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      submit(flink, config);
      predictions(topics, assets * 310);
    }

    List<RulPrediction> all = predictions(topics, assets * 310);
    assertThat(all).hasSize(assets * 310);
    Map<String, Integer> last = new HashMap<>();
    for (RulPrediction prediction : all) {
      int expected = last.merge(prediction.getAsset(), 1, Integer::sum);
      assertThat(prediction.getCycle()).as(prediction.getId()).isEqualTo(expected);
    }
    assertThat(leasesBeforeTheStop)
        .as("each subtask leased again after the failure")
        .isEqualTo(2 * PARALLELISM);
    assertThat(model.released).hasValue(model.leases.get());
  }

  @Test
  void whatCannotBePredictedGoesToDeadLettersWithItsReasonAndTheJobRunsOn() throws Exception {
    RulTopics topics = KAFKA.createTopics("dead");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM, registry)) {
      EmbeddedJob job = submit(flink, config(topics, AlertThresholds.defaults()));
      byte[] good = Windows.bytes(Windows.of("e1", 0, 1, Mood.WELL, 80));
      KAFKA.send(topics.windows(), "e1", "not avro".getBytes(StandardCharsets.UTF_8));
      KAFKA.send(topics.windows(), "e1", Arrays.copyOf(good, good.length / 2));
      KAFKA.send(topics.windows(), "e1", null);
      send(topics, "e1", 2, Mood.FAILS);
      send(topics, "e1", 3, Mood.INVALID);
      send(topics, "e1", 4, Mood.SILENT);
      send(topics, "e1", 5, Mood.ALWAYS_FULL);
      send(topics, "e1", 6, Mood.FULL_TWICE);
      send(topics, "e1", 7, Mood.WELL);

      List<DeadLetter> letters = KAFKA.deadLetters(topics.deadLetters(), 7);
      assertThat(letters)
          .extracting(DeadLetter::getReason)
          .containsExactly(
              DeadLetterReason.MALFORMED,
              DeadLetterReason.TRUNCATED,
              DeadLetterReason.EMPTY,
              DeadLetterReason.INFERENCE_FAILED,
              DeadLetterReason.INFERENCE_REJECTED,
              DeadLetterReason.INFERENCE_TIMED_OUT,
              DeadLetterReason.INFERENCE_REJECTED);
      assertThat(letters.get(3).getDetail()).isEqualTo("after 3 attempts: said the fake");
      assertThat(predictions(topics, 2)).extracting(RulPrediction::getCycle).containsExactly(6, 7);
      assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
      assertThat(model.leases).as("no restart").hasValue(PARALLELISM);
      assertThat(registry.get("flink.taskmanager.job.task.operator.reason.deadLetters").gauges())
          .anySatisfy(
              gauge -> {
                assertThat(gauge.getId().getTag("reason")).isEqualTo("MALFORMED");
                assertThat(gauge.value()).isEqualTo(1);
              });
    }
    assertThat(registry.getMeters()).as("gone with the cluster").isEmpty();
  }

  @Test
  void alertsAreRaisedAndClearedAndSilenceIsToldOf() throws Exception {
    RulTopics topics = KAFKA.createTopics("alerts");
    AlertThresholds thresholds = AlertThresholds.defaults().withNoDataAfter(Duration.ofSeconds(2));

    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      submit(flink, config(topics, thresholds));
      for (int cycle = 1; cycle <= 5; cycle++) {
        KAFKA.send(
            topics.windows(),
            "e1",
            Windows.bytes(Windows.of("e1", 0, cycle, Mood.WELL, 20 - cycle)));
      }
      List<MaintenanceAlert> raised = alerts(topics, 2);
      KAFKA.send(topics.windows(), "e1", Windows.bytes(Windows.of("e1", 1, 1, Mood.WELL, 120)));
      List<MaintenanceAlert> all = alerts(topics, 4);

      assertThat(raised.get(0).getId()).isEqualTo("e1/0/FAILURE_PREDICTED/3/WARNING/RAISED");
      assertThat(raised.get(1).getKind()).isEqualTo(AlertKind.NO_DATA);
      assertThat(all.subList(2, 4))
          .extracting(MaintenanceAlert::getStatus)
          .containsOnly(AlertStatus.CLEARED);
      assertThat(all)
          .extracting(MaintenanceAlert::getReason)
          .containsExactly(
              AlertReason.RUL_LOW,
              AlertReason.SILENT,
              AlertReason.DATA_RESUMED,
              AlertReason.NEW_RUN);
    }
  }

  @Test
  void aReportedRepairClearsTheAlertAndAnUnreadableReportIsADeadLetter() throws Exception {
    RulTopics topics = KAFKA.createTopics("repaired");
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      submit(flink, config(topics, AlertThresholds.defaults()));
      for (int cycle = 1; cycle <= 3; cycle++) {
        KAFKA.send(topics.windows(), "e1", Windows.bytes(Windows.of("e1", 0, cycle, Mood.WELL, 9)));
      }
      alerts(topics, 1);
      KAFKA.send(topics.reports(), "e1", "no report".getBytes(StandardCharsets.UTF_8));
      report(topics, MaintenanceKind.ACKNOWLEDGED);
      report(topics, MaintenanceKind.REPAIRED);

      assertThat(alerts(topics, 2))
          .extracting(MaintenanceAlert::getReason)
          .containsExactly(AlertReason.RUL_LOW, AlertReason.REPAIRED);
      DeadLetter letter = KAFKA.deadLetters(topics.deadLetters(), 1).get(0);
      assertThat(letter.getTopic()).isEqualTo(topics.reports());
      assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    }
  }

  private static void report(RulTopics topics, MaintenanceKind kind) {
    KAFKA.send(
        topics.reports(),
        "e1",
        ContractCodec.of(MaintenanceEvent.class).encode(Reports.of(kind, "e1", 0L, Instant.now())));
  }

  @Test
  void aClusterTakesTheJobOverRest() throws Exception {
    RulTopics topics = KAFKA.createTopics("rest");
    Path jar = directory.resolve("job.jar");
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();

    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, PARALLELISM)) {
      URI rest = flink.restAddress();
      JobID id =
          new RulJobClient(rest.getHost(), rest.getPort(), jar)
              .submit(config(topics, AlertThresholds.defaults()), null, model.source());
      await().atMost(STOP).until(() -> model.leases.get() == PARALLELISM);
      assertThat(id).isNotNull();
    }
    await().atMost(STOP).until(() -> model.released.get() == PARALLELISM);
  }

  private EmbeddedJob submit(EmbeddedFlink flink, RulJobConfig config) {
    StreamExecutionEnvironment env = flink.environment();
    RulJob.build(env, config, model.source());
    return flink.submit(env);
  }

  private static RulJobConfig config(RulTopics topics, AlertThresholds thresholds) {
    return RulJobConfig.of(KAFKA.bootstrapServers(), "unused")
        .withTopics(topics)
        .withGroupId(topics.windows())
        .withParallelism(PARALLELISM)
        .withThresholds(thresholds)
        .withInference(
            new InferenceOptions(
                16, Duration.ofSeconds(2), 2, Duration.ofMillis(10), Duration.ofMillis(100)))
        .withDelivery(
            DeliveryOptions.defaults(topics.windows())
                .withCheckpointInterval(Duration.ofMillis(200)));
  }

  private static void sendWindows(RulTopics topics, int assets, int from, int to, Mood mood) {
    sendWindows(topics, assets, from, to, mood, "", 0);
  }

  private static void sendWindows(
      RulTopics topics, int assets, int from, int to, Mood mood, String but, int butCycle) {
    for (int cycle = from; cycle <= to; cycle++) {
      for (int i = 0; i < assets; i++) {
        String asset = "asset-" + i;
        if (!(asset.equals(but) && cycle == butCycle)) {
          send(topics, asset, cycle, mood);
        }
      }
    }
  }

  private static void send(RulTopics topics, String asset, int cycle, Mood mood) {
    KAFKA.send(topics.windows(), asset, Windows.bytes(Windows.of(asset, 0, cycle, mood, 80)));
  }

  private static List<RulPrediction> predictions(RulTopics topics, int count) {
    return KAFKA.read(
        topics.predictions(),
        record -> KafkaBroker.decode(RulPrediction.getDecoder(), record.value()),
        all -> all.size() >= count);
  }

  private static List<MaintenanceAlert> alerts(RulTopics topics, int count) {
    return KAFKA.read(
        topics.alerts(),
        record -> KafkaBroker.decode(MaintenanceAlert.getDecoder(), record.value()),
        all -> all.size() >= count);
  }
}
