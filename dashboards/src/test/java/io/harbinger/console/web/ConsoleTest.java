package io.harbinger.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ConsoleOptions OPTIONS =
      ConsoleOptions.defaults().withAddress("127.0.0.1", 0);
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&/..%2f";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private final FakeFeed feed = new FakeFeed(clock);
  private final FakeOutbox outbox = new FakeOutbox(feed);
  private Console console;
  private Browser browser;

  @BeforeEach
  void open() {
    console = Console.start(OPTIONS, feed, outbox, clock, new SimpleMeterRegistry());
    browser = new Browser(console.url());
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void everyAnswerForbidsForeignAndInlineScripts() throws Exception {
    for (String path :
        new String[] {"/", "/static/main.js", "/lib/uplot/dist/uPlot.esm.js", "/api/settings"}) {
      Browser.Answer answer = browser.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.header("Content-Security-Policy"))
          .as(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
    }
    assertThat(browser.get("/").body()).doesNotContain("<script>", " onclick", " style=");
  }

  @Test
  void aNameMadeToPointHereIsRefused() throws Exception {
    Browser.Answer answer = browser.get("/", Map.of("Host", "rebound.example"));
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.body()).doesNotContain("harbinger-token");
  }

  @Test
  void aReportWithThePagesTokenIsWrittenAndComesBack() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
    String body =
        "{\"asset\":\"engine-001\",\"kind\":\"REPLACED\",\"run\":1,\"cycle\":100,\"by\":\" Ada \",\"note\":\"new HPC\"}";
    assertThat(browser.post("/api/maintenance", body, token()).status()).isEqualTo(200);
    assertThat(outbox.reports).hasSize(1);
    assertThat(outbox.reports.get(0).getKind()).isEqualTo(MaintenanceKind.REPLACED);
    assertThat(outbox.reports.get(0).getBy()).isEqualTo("Ada");
    assertThat(json("/api/asset?name=engine-001").at("/row/reported").asText())
        .isEqualTo("REPLACED");
  }

  @Test
  void aWriteWithoutTheTokenIsRefused() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
    String body = "{\"asset\":\"engine-001\",\"kind\":\"FAILED\",\"by\":\"Ada\"}";
    assertThat(browser.post("/api/maintenance", body, Map.of()).status()).isEqualTo(403);
    assertThat(
            browser.post("/api/maintenance", body, Map.of("X-Harbinger-Token", "guessed")).status())
        .isEqualTo(403);
    assertThat(outbox.reports).isEmpty();
  }

  @Test
  void aWriteFromAnotherPageIsRefusedEvenWithTheToken() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
    String body = "{\"asset\":\"engine-001\",\"kind\":\"FAILED\",\"by\":\"Ada\"}";
    String token = browser.pageToken();
    for (Map<String, String> foreign :
        java.util.List.of(
            Map.of("X-Harbinger-Token", token, "Origin", "http://evil.example"),
            Map.of("X-Harbinger-Token", token, "Origin", "null"),
            Map.of("X-Harbinger-Token", token, "Sec-Fetch-Site", "cross-site"))) {
      assertThat(browser.post("/api/maintenance", body, foreign).status())
          .as("%s", foreign)
          .isEqualTo(403);
    }
    assertThat(outbox.reports).isEmpty();
  }

  @Test
  void aReportSaysWhatIsWrongWithIt() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
    assertThat(refused("{\"asset\":\"engine-999\",\"kind\":\"FAILED\",\"by\":\"Ada\"}", 404))
        .contains("engine-999");
    assertThat(refused("{\"asset\":\"engine-001\",\"kind\":\"BROKEN\",\"by\":\"Ada\"}", 400))
        .contains("BROKEN", "REPAIRED");
    assertThat(refused("{\"asset\":\"engine-001\",\"kind\":\"FAILED\"}", 400)).contains("by");
    assertThat(
            refused(
                "{\"asset\":\"engine-001\",\"kind\":\"FAILED\",\"by\":\"Ada\",\"cycle\":-1}", 400))
        .contains("cycle");
    assertThat(
            refused(
                "{\"asset\":\"engine-001\",\"kind\":\"ACKNOWLEDGED\",\"by\":\"Ada\",\"alertId\":\"x\"}",
                409))
        .contains("not open");
    assertThat(refused("[1]", 400)).contains("object");
    assertThat(refused("{", 400)).contains("JSON");
    assertThat(refused("{\"note\":\"" + "x".repeat(RequestBody.LARGEST) + "\"}", 413)).isNotEmpty();
    assertThat(outbox.reports).isEmpty();
  }

  @Test
  void saysWhenKafkaDoesNotTakeAReport() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
    outbox.refuse();
    assertThat(refused("{\"asset\":\"engine-001\",\"kind\":\"FAILED\",\"by\":\"Ada\"}", 502))
        .contains("the broker is away");
  }

  @Test
  void anAcknowledgementShowsAtTheAlertAndOnTheFleet() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
    MaintenanceAlert alert =
        Samples.alert("engine-001", 1, AlertSeverity.CRITICAL, AlertStatus.RAISED, 100);
    feed.add(alert);
    String body =
        JSON.writeValueAsString(
            Map.of(
                "asset",
                "engine-001",
                "kind",
                "ACKNOWLEDGED",
                "alertId",
                alert.getId(),
                "by",
                "Ada"));
    assertThat(browser.post("/api/maintenance", body, token()).status()).isEqualTo(200);
    JsonNode shown = json("/api/alerts").at("/alerts/0");
    assertThat(shown.at("/standing").asText()).isEqualTo("OPEN");
    assertThat(shown.at("/acknowledgement/by").asText()).isEqualTo("Ada");
    assertThat(json("/api/asset?name=engine-001").at("/row/acknowledged").asBoolean()).isTrue();
  }

  @Test
  void aDeadLetterIsLookedIntoAndSentAgainOnce() throws Exception {
    byte[] value = "{\"asset\":<b>".getBytes(StandardCharsets.UTF_8);
    String id = feed.add(Samples.letter("sensor.readings", value));
    JsonNode letter = json("/api/dead-letter?id=" + id);
    assertThat(letter.at("/value/text").asText()).isEqualTo("{\"asset\":<b>");
    assertThat(letter.at("/reason").asText()).isEqualTo("MALFORMED_JSON");

    String body = "{\"id\":\"" + id + "\"}";
    assertThat(browser.post("/api/dead-letters/resend", body, Map.of()).status()).isEqualTo(403);
    assertThat(browser.post("/api/dead-letters/resend", body, token()).status()).isEqualTo(200);
    assertThat(outbox.resent).hasSize(1);
    assertThat(outbox.resent.get(0).getValue().array()).isEqualTo(value);
    assertThat(browser.post("/api/dead-letters/resend", body, token()).status()).isEqualTo(409);
    String again = "{\"id\":\"" + id + "\",\"again\":true}";
    assertThat(browser.post("/api/dead-letters/resend", again, token()).status()).isEqualTo(200);
    assertThat(outbox.resent).hasSize(2);
  }

  @Test
  void aLetterDoesNotChooseAForeignTopic() throws Exception {
    String id = feed.add(Samples.letter("__consumer_offsets", new byte[] {1}));
    Browser.Answer answer =
        browser.post("/api/dead-letters/resend", "{\"id\":\"" + id + "\"}", token());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("__consumer_offsets");
    assertThat(outbox.resent).isEmpty();
  }

  @Test
  void theStreamBeginsWithTheFleetAndGoesOnWithChanges() throws Exception {
    feed.add(Samples.prediction("engine-001", 1, 100, 40));
    try (Socket socket = browser.openStream()) {
      BufferedReader lines = reader(socket);
      JsonNode fleet = next(lines, "fleet");
      assertThat(fleet.at("/rows/0/asset").asText()).isEqualTo("engine-001");
      assertThat(fleet.at("/rows/0/spark/rul").size()).isEqualTo(1);
      feed.add(Samples.prediction("engine-002", 1, 7, 120));
      assertThat(nextChangeOf(lines, "engine-002").at("/rul").asDouble()).isEqualTo(120);
      assertThat(next(lines, "pulse").at("/phase").asText()).isEqualTo("LIVE");
    }
  }

  @Test
  void aThousandAssetsComeInSmallParts() throws Exception {
    for (int asset = 0; asset < 1000; asset++) {
      for (int cycle = 1; cycle <= 100; cycle++) {
        feed.add(
            Samples.prediction("engine-%04d".formatted(asset), 1, cycle, 125.04 - cycle * 1.17));
      }
    }
    try (Socket socket = browser.openStream()) {
      BufferedReader lines = reader(socket);
      Set<String> assets = new HashSet<>();
      for (int from = 0; from < 1000; from += 100) {
        String data = nextData(lines, "fleet");
        assertThat(data.length()).isLessThan(100_000);
        JsonNode part = JSON.readTree(data);
        assertThat(part.at("/from").asInt()).isEqualTo(from);
        assertThat(part.at("/rows")).hasSize(100);
        part.at("/rows").forEach(row -> assets.add(row.at("/asset").asText()));
      }
      assertThat(assets).hasSize(1000);
    }
  }

  @Test
  void aBrowserThatDoesNotReadHoldsNoOneUp() throws Exception {
    try (Socket stuck = browser.openStream();
        Socket other = browser.openStream()) {
      stuck.setReceiveBufferSize(1024);
      BufferedReader lines = reader(other);
      next(lines, "fleet");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(json("/api/pipeline").at("/watchers").asInt()).isEqualTo(2));
      feed.add(Samples.prediction("engine-777", 1, 1, 50));
      assertThat(nextChangeOf(lines, "engine-777").at("/rul").asDouble()).isEqualTo(50);
    }
  }

  @Test
  void aHostileNameStaysDataAndCanBeAskedFor() throws Exception {
    feed.add(Samples.prediction(HOSTILE, 1, 100, 12));
    feed.add(Samples.reading(HOSTILE, 100, 1, Double.NaN));
    Browser.Answer answer =
        browser.get("/api/asset?name=" + URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(JSON.readTree(answer.body()).at("/row/asset").asText()).isEqualTo(HOSTILE);
    assertThat(JSON.readTree(answer.body()).at("/readings/columns/3/0").isNull()).isTrue();
    assertThat(browser.get("/").body()).doesNotContain("onerror");
    Browser.Answer unknown = browser.get("/api/asset?name=%3Cscript%3E");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.header("Content-Type")).startsWith("application/json");
  }

  @Test
  void refusesTheNetworkWithoutAToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Console.start(
                    OPTIONS.withAddress("0.0.0.0", 0),
                    new FakeFeed(clock),
                    outbox,
                    clock,
                    new SimpleMeterRegistry()))
        .withMessageContaining("token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.withToken("short"))
        .withMessageContaining("at least 16");
  }

  @Test
  void closesItsFeedAndLetsThePortGo() throws Exception {
    Socket watching = browser.openStream();
    next(reader(watching), "fleet");
    console.close();
    assertThat(feed.isClosed()).isTrue();
    int port = java.net.URI.create(console.url()).getPort();
    await().atMost(LIMIT).untilAsserted(() -> new java.net.ServerSocket(port).close());
    watching.close();
  }

  private Map<String, String> token() throws IOException {
    return Map.of("X-Harbinger-Token", browser.pageToken());
  }

  private String refused(String body, int status) throws IOException {
    Browser.Answer answer = browser.post("/api/maintenance", body, token());
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private JsonNode json(String path) throws IOException {
    Browser.Answer answer = browser.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static JsonNode next(BufferedReader lines, String event) throws IOException {
    return JSON.readTree(nextData(lines, event));
  }

  /** The row of an asset in the next change that has one. */
  private static JsonNode nextChangeOf(BufferedReader lines, String asset) throws IOException {
    while (true) {
      for (JsonNode row : next(lines, "change").at("/rows")) {
        if (row.at("/asset").asText().equals(asset)) {
          return row;
        }
      }
    }
  }

  /** The data of the next event of a name. */
  private static String nextData(BufferedReader lines, String event) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("event: " + event)) {
        return lines.readLine().substring("data: ".length());
      }
    }
    throw new AssertionError("the stream ended before " + event);
  }
}
