package io.harbinger.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harbinger.console.alertmanager.AlertmanagerOptions;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import io.harbinger.platform.embedded.EmbeddedPlatform;
import io.harbinger.platform.embedded.EmbeddedPlatformOptions;
import io.harbinger.platform.embedded.TopicRecords;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.monitoring.WebhookReceiver.Message;
import io.harbinger.source.simulation.FleetOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform under real Prometheus and Alertmanager programs, with the files that ship. Left out
 * where the programs are not installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MonitoringTest {

  private static final Path MODEL =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** What has no data while all is well, and why; each is checked to have none. */
  private static final Map<String, String> EMPTY_WHILE_WELL = Map.of();

  private final Workshop engines = new Workshop(FleetOptions.staggered(20, 3).named("watched"));
  private final Parts parts = new Parts();
  private WebhookReceiver webhook;
  private AlertmanagerServer alertmanager;
  private EmbeddedPlatform platform;
  private PrometheusServer prometheus;
  private LiveDemo demo;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Program.assumeInstalled("prometheus", "prometheus");
    Program.assumeInstalled("prometheus-alertmanager", "prometheus-alertmanager");
    webhook = parts.start("webhook", WebhookReceiver::new);
    alertmanager =
        parts.start("Alertmanager", () -> AlertmanagerServer.start(directory, webhook.url()));
    platform =
        parts.start(
            "platform",
            () ->
                EmbeddedPlatform.start(
                    new EmbeddedPlatformOptions(
                        directory.resolve("platform"),
                        MODEL,
                        0,
                        0,
                        0,
                        Optional.of(AlertmanagerOptions.to(alertmanager.url())),
                        false)));
    prometheus =
        parts.start(
            "Prometheus",
            () ->
                PrometheusServer.start(
                    directory, URI.create(platform.metricsUrl()), alertmanager.url()));
    demo = parts.start("demo", () -> LiveDemo.start(platform, engines, 60));
  }

  @AfterAll
  void stop() {
    parts.close();
  }

  @Test
  void everyPanelAndEveryRuleHasData() throws Exception {
    Map<String, String> all = OperationFiles.expressions();
    assertThat(all).hasSizeGreaterThan(80);
    List<String> missing = new ArrayList<>(all.keySet());
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(LOOK_AGAIN)
          .until(
              () -> {
                demo.checkAlive();
                for (String from : List.copyOf(missing)) {
                  if (prometheus.hasData(all.get(from))) {
                    missing.remove(from);
                  }
                }
                return EMPTY_WHILE_WELL.keySet().containsAll(missing);
              });
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("no data of " + String.join("\n", missing), e);
    }
    assertThat(missing).containsExactlyInAnyOrderElementsOf(EMPTY_WHILE_WELL.keySet());
  }

  @Test
  void anEnginesAlertReachesTheWebhookAndEndsWithItsRepair() throws Exception {
    try (TopicRecords<RulPrediction> predictions =
        TopicRecords.from(platform, Topics.RUL_PREDICTIONS, RulPrediction.class)) {
      // Of an engine that can still be repaired: it may have failed since.
      Message raised =
          awaitMessage(
              message ->
                  message.isFiring()
                      && message.label("alertname").equals("HarbingerFailurePredicted")
                      && take(message).isPresent());
      String asset = raised.label("asset");
      SensorReading last = take(raised).orElseThrow();
      seconds("from the reading that tipped the balance to the webhook", startsAt(raised), raised);
      assertThat(raised.receiver())
          .isEqualTo(raised.label("severity").equals("critical") ? "workshop" : "maintenance");
      assertThat(raised.alert().at("/annotations/console_url").asText())
          .isEqualTo(platform.consoleUrl() + "#/engine/" + asset);
      assertThat(raised.alert().at("/annotations/interval").asText()).contains("cycles");

      // What is under way of the engine comes before its repair.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  predictions.seen().stream()
                      .anyMatch(
                          p ->
                              p.getAsset().equals(asset)
                                  && p.getRun() == last.getRun()
                                  && p.getCycle() == last.getCycle()));
      Instant reported = Instant.now();
      report(asset, last, reported);

      Message over =
          awaitMessage(
              message ->
                  !message.isFiring()
                      && message.at().isAfter(reported)
                      && message.label("asset").equals(asset));
      seconds("from the report of the repair to the webhook", reported, over);
      assertThat(over.label("alertname")).isEqualTo("HarbingerFailurePredicted");
      assertThat(over.label("run")).isEqualTo(raised.label("run"));
    }
  }

  private Optional<SensorReading> take(Message raised) {
    return engines.take(raised.label("asset"), Long.parseLong(raised.label("run")));
  }

  private Message awaitMessage(java.util.function.Predicate<Message> wanted) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              demo.checkAlive();
              alertmanager.checkAlive();
              return webhook.first(wanted);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private static Instant startsAt(Message message) {
    return Instant.parse(message.alert().path("startsAt").asText());
  }

  private static void seconds(String what, Instant from, Message message) {
    System.out.printf("%.2f s %s%n", Duration.between(from, message.at()).toMillis() / 1e3, what);
  }

  private void report(String asset, SensorReading last, Instant now) throws Exception {
    MaintenanceEvent event =
        MaintenanceEvent.newBuilder()
            .setId("repair of " + asset)
            .setAsset(asset)
            .setRun(last.getRun())
            .setKind(MaintenanceKind.REPAIRED)
            .setBy("the test")
            .setTime(now)
            .build();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.MAINTENANCE_EVENTS.topic(),
                  asset.getBytes(StandardCharsets.UTF_8),
                  ContractCodec.of(MaintenanceEvent.class).encode(event)))
          .get();
    }
  }
}
