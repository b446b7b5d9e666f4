package io.harbinger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.console.feed.FeedHealth;
import io.harbinger.console.feed.FeedOptions;
import io.harbinger.console.feed.KafkaFeed;
import io.harbinger.console.feed.KafkaOutbox;
import io.harbinger.console.feed.Listeners;
import io.harbinger.console.feed.OutboxException;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.TopicSetup;
import io.harbinger.contract.TopicSetupException;
import io.harbinger.contract.Topics;
import io.harbinger.platform.broker.SecuredBroker;
import io.harbinger.windows.WindowsApplication;
import io.harbinger.windows.WindowsOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every stage as the command line starts it, on a broker that asks for TLS and a password and
 * checks rights: with the file and the rights that the documentation shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecuredKafkaTest {

  private static final Path ROOT = Path.of(System.getProperty("harbinger.root"));
  private static final String MODEL = ROOT.resolve("models/rul-fd001").toString();
  private static final String USER = "harbinger";
  private static final String PASSWORD = "of the user";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern URL = Pattern.compile("console (http://\\S+/),");
  private static final Pattern TOKEN =
      Pattern.compile("name=\"harbinger-token\" content=\"([^\"]*)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Path directory;
  private SecuredBroker broker;
  private SecuredKafkaPage page;

  @BeforeAll
  void start(@TempDir Path shared) throws Exception {
    directory = shared;
    page = SecuredKafkaPage.read(ROOT.resolve("docs/how-to/operate.md"));
    broker = SecuredBroker.start(shared.resolve("kafka"), USER, PASSWORD);
    try (Admin admin = Admin.create(broker.administrator())) {
      admin.createAcls(page.rights(USER)).all().get();
      TopicSetup.defaults().createMissing(admin, List.of(Topics.values()));
    }
  }

  @AfterAll
  void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  @Timeout(180)
  void readingsBecomePredictionsByTheFileAlone(@TempDir Path state) throws Exception {
    String file = config(PASSWORD).toString();
    try (Service windows =
            Service.start(
                with(file, "run windows --metrics-port 0 --state-dir", state.resolve("windows")));
        Service rul =
            Service.start(
                with(
                    file,
                    "run rul --metrics-port 0 --model " + MODEL + " --state-dir",
                    state.resolve("rul")));
        Service console = Service.start(with(file, "run console --metrics-port 0 --port", 0))) {
      windows.awaitSaid("windows run");
      rul.awaitSaid("the RUL job runs");
      assertThat(run(with(file, "simulate --new --engines 4 --max-readings", 80)).code()).isZero();

      Set<String> sent = assetsAndCycles(tail(file, Topics.SENSOR_READINGS, 80));
      List<JsonNode> predictions = tail(file, Topics.RUL_PREDICTIONS, 80);
      assertThat(sent).hasSize(80);
      assertThat(assetsAndCycles(predictions)).isEqualTo(sent);

      reportsByTheConsole(console);
      JsonNode report = tail(file, Topics.MAINTENANCE_EVENTS, 1).get(0);
      assertThat(report.path("kind").asText()).isEqualTo("REPAIRED");

      Path unreadable = Files.writeString(state.resolve("unreadable"), "not a reading");
      assertThat(run(with(file, "send sensor.readings --file", unreadable)).code()).isZero();
      JsonNode letter = tail(file, Topics.DEAD_LETTERS, 1).get(0);
      assertThat(letter.path("reason").asText()).isEqualTo("MALFORMED");
    }
  }

  @Test
  @Timeout(120)
  void aJobThatMayNotReadSaysWhyItStartsAgain(@TempDir Path state) throws Exception {
    String words =
        "run rul --kafka-config %s --metrics-port 0 --model %s --state-dir %s -- --group-id another"
            .formatted(config(PASSWORD), MODEL, state);
    try (Service rul = Service.start(words.split(" "))) {
      assertThat(rul.awaitSaid("failed and starts again"))
          .contains("Not authorized to access group: another");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run windows --metrics-port",
        "run rul --model MODEL --metrics-port",
        "run console --port",
        "simulate --max-readings",
        "send sensor.readings --file RECORD --key",
        "tail rul.predictions --max-records",
      })
  @Timeout(20)
  void aWrongPasswordEndsTheCommandAtOnceAndSaysWhatToDo(String command) throws Exception {
    Path record = Files.writeString(directory.resolve("record"), "not a reading");
    String line = command.replace("MODEL", MODEL).replace("RECORD", record.toString());
    Ended ended = run(with(config("another").toString(), line, 0));
    assertThat(ended.code()).as(ended.err()).isEqualTo(1);
    assertThat(ended.err())
        .contains("Authentication failed")
        .contains("invalid credentials with SASL mechanism SCRAM-SHA-512")
        .contains("expected a user and a password that the brokers know")
        .contains("check sasl.jaas.config")
        .hasLineCount(1);
  }

  @Test
  @Timeout(20)
  void aCertificateThatNobodyVouchesForEndsTheCommandAndNamesTheTruststore() throws Exception {
    Path config = config(PASSWORD);
    Files.write(
        config,
        Files.readAllLines(config).stream()
            .filter(line -> !line.startsWith("ssl.truststore"))
            .toList());
    Ended ended = run(with(config.toString(), "tail rul.predictions --max-records", 1));
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("SSL handshake failed").contains("ssl.truststore.location");
  }

  @Test
  @Timeout(20)
  void aClientThatSpeaksPlainlyIsToldOfTheProtocol() {
    TopicSetup impatient =
        new TopicSetup(OptionalInt.empty(), Optional.empty(), Duration.ofSeconds(2));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThatThrownBy(() -> impatient.createMissing(admin, List.of(Topics.DEAD_LETTERS)))
          .isInstanceOf(TopicSetupException.class)
          .hasMessageContaining("no answer within PT2S")
          .hasMessageContaining("security.protocol");
    }
  }

  @Test
  @Timeout(60)
  void aPasswordThatIsChangedUnderTheStagesIsToldOf(@TempDir Path state) throws Exception {
    Map<String, Object> settings = settings(config("another"));
    try (WindowsApplication windows =
        WindowsApplication.start(
            WindowsOptions.defaults(), settings, state, new SimpleMeterRegistry())) {
      assertThatThrownBy(() -> windows.awaitRunning(PATIENCE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expected a user and a password");
    }
    try (KafkaFeed feed = KafkaFeed.of(settings, FeedOptions.defaults(), Clock.systemUTC());
        KafkaOutbox outbox = KafkaOutbox.of(settings)) {
      feed.start(new Listeners(List.of()));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> feed.health().phase() == FeedHealth.Phase.FAILING);
      assertThat(feed.health().detail())
          .contains("does not let the console in")
          .contains("expected a user and a password");
      assertThatThrownBy(() -> outbox.report(report()))
          .isInstanceOf(OutboxException.class)
          .hasMessageContaining("nothing was written to maintenance.events")
          .hasMessageContaining("expected a user and a password");
    }
  }

  private static void reportsByTheConsole(Service console) throws Exception {
    Matcher url = URL.matcher(console.awaitSaid("console http"));
    assertThat(url.find()).isTrue();
    HttpClient client = HttpClient.newHttpClient();
    URI asset = URI.create(url.group(1) + "api/asset?name=engine-001");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> send(client, HttpRequest.newBuilder(asset)).statusCode() == 200);
    Matcher token =
        TOKEN.matcher(send(client, HttpRequest.newBuilder(URI.create(url.group(1)))).body());
    assertThat(token.find()).isTrue();
    HttpResponse<String> answer =
        send(
            client,
            HttpRequest.newBuilder(URI.create(url.group(1) + "api/maintenance"))
                .header("X-Harbinger-Token", token.group(1))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"asset\":\"engine-001\",\"kind\":\"REPAIRED\",\"by\":\"Ada\"}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Set<String> assetsAndCycles(List<JsonNode> records) {
    return records.stream()
        .map(record -> record.path("asset").asText() + " " + record.path("cycle").asInt())
        .collect(Collectors.toSet());
  }

  /** The first records of a topic; waits for them. */
  private static List<JsonNode> tail(String file, Topics topic, int count) throws Exception {
    Ended ended =
        run(with(file, "tail %s --from-beginning --max-records".formatted(topic.topic()), count));
    assertThat(ended.code()).as(ended.err()).isZero();
    List<JsonNode> records = new ArrayList<>();
    for (String line : ended.out().lines().toList()) {
      records.add(JSON.readTree(line));
    }
    assertThat(records).hasSize(count);
    return records;
  }

  private static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private record Ended(int code, String out, String err) {}

  /** A command's words, its last word, and the file. */
  private static String[] with(String file, String words, Object last) {
    return Stream.concat(
            Arrays.stream(words.split(" ")), Stream.of(last.toString(), "--kafka-config", file))
        .toArray(String[]::new);
  }

  /** The documented file with this broker's address and certificate, and a password. */
  private Path config(String password) throws Exception {
    String text =
        page.config()
            .replace("kafka:9093", broker.bootstrapServers())
            .replace("TRUSTSTORE_SECRET", broker.truststorePassword())
            .replace("SECRET", password)
            .replace("/etc/harbinger/truststore.p12", broker.truststore().toString());
    return Files.writeString(Files.createTempFile(directory, "kafka", ".properties"), text);
  }

  private static Map<String, Object> settings(Path config) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(config)));
    Map<String, Object> settings = new HashMap<>();
    properties.forEach((name, value) -> settings.put((String) name, value));
    return settings;
  }

  private static MaintenanceEvent report() {
    return MaintenanceEvent.newBuilder()
        .setId("1")
        .setAsset("a")
        .setKind(MaintenanceKind.REPAIRED)
        .setBy("Ada")
        .setTime(Instant.EPOCH)
        .build();
  }
}
