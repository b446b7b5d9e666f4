package io.harbinger.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenAccessTest {

  private static final String TOKEN = "a-token-of-enough-characters";
  private static final String REPORT =
      "{\"asset\":\"engine-001\",\"kind\":\"FAILED\",\"by\":\"Ada\"}";

  private final Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private final FakeFeed feed = new FakeFeed(clock);
  private final FakeOutbox outbox = new FakeOutbox(feed);
  private Console console;
  private Browser browser;

  @BeforeEach
  void open() {
    ConsoleOptions options = ConsoleOptions.defaults().withAddress("127.0.0.1", 0).withToken(TOKEN);
    console = Console.start(options, feed, outbox, clock, new SimpleMeterRegistry());
    browser = new Browser(console.url());
    feed.add(Samples.prediction("engine-001", 1, 100, 12));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void nothingIsSeenWithoutTheToken() throws Exception {
    for (String path :
        new String[] {
          "/api/settings", "/api/stream", "/api/asset?name=engine-001", "/api/alerts",
          "/api/dead-letters", "/api/pipeline", "/api/maintenance", "/api/models"
        }) {
      Browser.Answer answer = browser.get(path);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("engine-001");
    }
    assertThat(browser.pageToken()).isEmpty();
    assertThat(browser.post("/api/maintenance", REPORT, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void thePersonWhoGivesTheTokenSeesAndWrites() throws Exception {
    Browser.Answer login = login(TOKEN);
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.header("Set-Cookie"))
        .contains("HttpOnly")
        .containsIgnoringCase("SameSite=Strict");
    String cookie = login.header("Set-Cookie").split(";", 2)[0];
    Map<String, String> session = Map.of("Cookie", cookie);
    assertThat(browser.get("/api/alerts", session).status()).isEqualTo(200);

    assertThat(browser.post("/api/maintenance", REPORT, session).status()).isEqualTo(403);
    String pageToken = Browser.tokenOf(browser.get("/", session));
    Map<String, String> page = Map.of("Cookie", cookie, "X-Harbinger-Token", pageToken);
    assertThat(browser.post("/api/maintenance", REPORT, page).status()).isEqualTo(200);
    assertThat(outbox.reports).hasSize(1);

    assertThat(browser.post("/api/logout", "{}", page).status()).isEqualTo(200);
    assertThat(browser.get("/api/alerts", session).status()).isEqualTo(401);
  }

  @Test
  void aScriptSendsTheTokenItself() throws Exception {
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + TOKEN);
    assertThat(browser.get("/api/alerts", bearer).status()).isEqualTo(200);
    assertThat(browser.post("/api/maintenance", REPORT, bearer).status()).isEqualTo(200);
    Map<String, String> wrong = Map.of("Authorization", "Bearer " + TOKEN + "x");
    assertThat(browser.get("/api/alerts", wrong).status()).isEqualTo(401);
  }

  @Test
  void guessingIsSlowedDown() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(login("wrong-token-number-" + i).status()).isEqualTo(401);
    }
    assertThat(login("wrong-token-number-10").status()).isEqualTo(429);
  }

  private Browser.Answer login(String token) throws IOException {
    return browser.post("/api/login", "{\"token\":\"" + token + "\"}", Map.of());
  }
}
