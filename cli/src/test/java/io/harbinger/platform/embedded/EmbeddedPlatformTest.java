package io.harbinger.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.harbinger.console.alertmanager.AlertmanagerOptions;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import io.harbinger.platform.demo.Demo;
import io.harbinger.platform.demo.DemoReport;
import io.harbinger.platform.demo.DemoSource;
import io.harbinger.platform.demo.ReplayedEngines;
import io.harbinger.platform.demo.RunNumbers;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import io.harbinger.training.rul.stream.StreamModelEvaluation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole path through real Kafka, Kafka Streams and Flink, with the model that ships. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedPlatformTest {

  private static final Path ROOT = Path.of(System.getProperty("harbinger.root"));
  private static final Path MODEL = ROOT.resolve("models/rul-fd001");
  private static final Path DATA = ROOT.resolve("../shared/data/cmapss");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Path directory;
  private EmbeddedPlatform platform;

  @BeforeAll
  void start(@TempDir Path shared) throws Exception {
    directory = shared;
    platform = platform(directory);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void predictsEverySimulatedReadingOnceAndForetellsFailures() throws Exception {
    int readings = 1_400;
    DemoReport report = run(platform, new FirstReadings(fleet("first"), readings));
    assertThat(report.complete()).isTrue();
    assertThat(report.readings()).isEqualTo(readings);
    assertThat(report.windows()).isEqualTo(readings);
    assertThat(report.predictions()).isEqualTo(readings);
    assertThat(report.deadLetters()).isZero();
    assertThat(report.latencyMillis().p99()).isGreaterThanOrEqualTo(report.latencyMillis().p50());
    assertThat(report.failures()).as("engines that failed").isPositive();
    assertThat(report.alertsBeforeFailure()).isEqualTo(report.failures());
  }

  @Test
  void givesTheTestEnginesTheErrorThatEvaluateGives() throws Exception {
    assumeTrue(Files.isDirectory(DATA), "no C-MAPSS data at " + DATA + ": not compared");
    long run = RunNumbers.next(directory);
    DemoReport report = run(platform, new ReplayedEngines(DATA, Subset.FD001, run));
    assertThat(report.complete()).isTrue();
    assertThat(report.readings()).isEqualTo(13_096);
    assertThat(report.predictions()).isEqualTo(13_096);
    assertThat(report.rul()).isNotNull();
    assertThat(report.rul().engines()).isEqualTo(100);
    assertThat(report.rul().rmseCapped())
        .isCloseTo(
            StreamModelEvaluation.evaluate(MODEL, DATA, Subset.FD001).point().rmseCapped(),
            within(1e-3));
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheRestGoesOn() throws Exception {
    SensorReading good = reading("sender", 1);
    byte[] encoded = ContractCodec.of(SensorReading.class).encode(good);
    SensorReading short20 = reading("sender", 2);
    short20.setSensors(short20.getSensors().subList(0, 20));
    SensorReading withoutNumber = reading("sender", 2);
    withoutNumber.setSensors(Collections.nCopies(21, Double.NaN));
    try (TopicRecords<DeadLetter> letters =
            TopicRecords.from(platform, Topics.DEAD_LETTERS, DeadLetter.class);
        TopicRecords<RulPrediction> predictions =
            TopicRecords.from(platform, Topics.RUL_PREDICTIONS, RulPrediction.class)) {
      send(
          "not a reading".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(encoded, encoded.length - 5),
          json(short20),
          json(withoutNumber),
          "{\"asset\":".getBytes(StandardCharsets.UTF_8),
          encoded,
          json(reading("sender", 2)));
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(letters.seen()).hasSize(5);
                assertThat(predictions.seen().stream().filter(p -> p.getAsset().equals("sender")))
                    .hasSize(2);
              });
      Map<DeadLetterReason, Long> reasons =
          letters.seen().stream()
              .collect(Collectors.groupingBy(DeadLetter::getReason, Collectors.counting()));
      assertThat(reasons)
          .isEqualTo(
              Map.of(
                  DeadLetterReason.MALFORMED,
                  1L,
                  DeadLetterReason.TRUNCATED,
                  1L,
                  DeadLetterReason.WRONG_SENSOR_COUNT,
                  1L,
                  DeadLetterReason.NOT_FINITE,
                  1L,
                  DeadLetterReason.MALFORMED_JSON,
                  1L));
      assertThat(letters.seen())
          .allSatisfy(
              letter -> {
                assertThat(letter.getTopic()).isEqualTo(Topics.SENSOR_READINGS.topic());
                assertThat(letter.getDetail()).contains("expected");
              });
    }
    assertThat(platform.failure()).isEmpty();
  }

  @Test
  void measuresEveryStageAtOneAddress() throws Exception {
    run(platform, new FirstReadings(fleet("measured"), 40));
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(platform.metricsUrl())).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(metrics)
        .contains("harbinger_source_sent_readings_total")
        .contains("harbinger_windows_readings_total")
        .contains("harbinger_inference_requests_total")
        .contains("kafka_stream_")
        .contains("flink_")
        .contains("jvm_memory_used_bytes");

    MetricsReference reference = MetricsReference.read(ROOT.resolve("docs/metrics.md"));
    // The console looks at the fleet every second.
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(MetricsReference.rows(platform.registry())).isEqualTo(reference.ours()));
    assertThat(reference.others())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
  }

  @Test
  void showsTheFleetOnAPage() throws Exception {
    run(platform, new FirstReadings(fleet("shown"), 40));
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(URI.create(platform.consoleUrl())).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Harbinger").contains("<script type=\"module\"");
  }

  @Test
  void goesOnWhereItStoppedAndRepeatsNothing(@TempDir Path own) throws Exception {
    // The JVM has one model server, so the shared platform rests meanwhile.
    platform.close();
    try {
      try (EmbeddedPlatform first = platform(own)) {
        run(first, new FirstReadings(fleet("lasting").fromRun(RunNumbers.next(own)), 120));
      }
      try (EmbeddedPlatform second = platform(own)) {
        DemoReport report =
            run(second, new FirstReadings(fleet("lasting").fromRun(RunNumbers.next(own)), 80));
        assertThat(report.readings()).isEqualTo(80);
        assertThat(report.predictions()).isEqualTo(80);
        try (TopicRecords<RulPrediction> all =
            TopicRecords.fromBeginning(second, Topics.RUL_PREDICTIONS, RulPrediction.class)) {
          Awaitility.await().atMost(PATIENCE).until(() -> all.seen().size() >= 200);
          assertThat(all.seen().stream().map(RulPrediction::getId))
              .hasSize(200)
              .doesNotHaveDuplicates();
        }
      }
    } finally {
      platform = platform(directory);
    }
  }

  private static EmbeddedPlatform platform(Path directory) throws Exception {
    return EmbeddedPlatform.start(
        new EmbeddedPlatformOptions(
            directory,
            MODEL,
            0,
            0,
            0,
            // Nobody listens there: the platform runs all the same.
            Optional.of(AlertmanagerOptions.to(URI.create("http://127.0.0.1:9"))),
            false));
  }

  private static FleetOptions fleet(String name) {
    return FleetOptions.staggered(20, 3).named(name);
  }

  private static DemoReport run(EmbeddedPlatform platform, DemoSource source) throws Exception {
    return new Demo(platform, source, OptionalDouble.empty(), (status, fleet) -> {})
        .run(PATIENCE, new StopRequest());
  }

  private static SensorReading reading(String asset, int cycle) {
    SensorReading reading =
        new FleetSimulator(FleetOptions.fresh(1, 9).named(asset)).next().reading();
    reading.setAsset(asset);
    reading.setCycle(cycle);
    reading.setRun(null);
    return reading;
  }

  private static byte[] json(SensorReading reading) {
    return ContractCodec.of(SensorReading.class).toJson(reading).getBytes(StandardCharsets.UTF_8);
  }

  private void send(byte[]... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] key = "sender".getBytes(StandardCharsets.UTF_8);
      for (byte[] value : List.of(values)) {
        producer.send(new ProducerRecord<>(Topics.SENSOR_READINGS.topic(), key, value)).get();
      }
    }
  }
}
