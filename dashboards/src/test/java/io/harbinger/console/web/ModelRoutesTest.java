package io.harbinger.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promoting and rolling back over HTTP. */
class ModelRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ConsoleOptions OPTIONS =
      ConsoleOptions.defaults().withAddress("127.0.0.1", 0);
  private static final String PROMOTE = "/api/models/promote";
  private static final String TWO = "{\"model\":\"rul-a\",\"version\":2,\"by\":\" Ada \"}";

  private final Clock clock = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private final FakeModels models = new FakeModels();
  private Console console;
  private Browser browser;

  @BeforeEach
  void open() {
    console = console(OPTIONS.withModels(models));
    browser = new Browser(console.url());
  }

  @AfterEach
  void close() {
    console.close();
  }

  private Console console(ConsoleOptions options) {
    FakeFeed feed = new FakeFeed(clock);
    return Console.start(options, feed, new FakeOutbox(feed), clock, new SimpleMeterRegistry());
  }

  @Test
  void tellsHowEachVersionStands() throws Exception {
    JsonNode told = JSON.readTree(browser.get("/api/models").body());
    assertThat(told.at("/known").asBoolean()).isTrue();
    JsonNode model = told.at("/models/0");
    assertThat(model.at("/policy").asText()).isEqualTo("version 2, version 3 in its shadow");
    assertThat(model.at("/decidedBy").asText()).isEqualTo("Ada");
    assertThat(model.at("/rollbackTo").asInt()).isEqualTo(1);
    assertThat(model.at("/versions").findValuesAsText("version")).containsExactly("4", "3", "2");
    assertThat(model.at("/versions").findValuesAsText("standing"))
        .containsExactly("FAILED", "WARMING", "READY");
    assertThat(model.at("/versions").findValuesAsText("role"))
        .containsExactly("NONE", "SHADOW", "SERVES");
    assertThat(model.at("/versions/0/problem").asText()).contains("sample.json");
    assertThat(model.at("/shadow/warming").asLong()).isEqualTo(50);
    assertThat(model.at("/shadow/skipped").asLong()).isEqualTo(3);
    assertThat(model.at("/shadow/mean").asDouble()).isEqualTo(4.5);
    assertThat(model.at("/quality/coverage").asDouble()).isEqualTo(0.91);
    assertThat(model.at("/quality/driftSensor").asText()).isEqualTo("T50");
    assertThat(model.at("/quality/predictionDrift").isNull()).isTrue();
  }

  @Test
  void aPromotionCarriesWhatThePersonSaid() throws Exception {
    assertThat(post(PROMOTE, TWO).body()).contains("from now on version 2");
    String canary =
        "{\"model\":\"rul-a\",\"version\":3,\"share\":0.1,\"by\":\"Ada\",\"seen\":\"then\"}";
    assertThat(post(PROMOTE, canary).status()).isEqualTo(200);
    String shadow = "{\"model\":\"rul-a\",\"version\":3,\"shadow\":true,\"by\":\"Ada\"}";
    assertThat(post(PROMOTE, shadow).status()).isEqualTo(200);

    assertThat(models.promotions).hasSize(3);
    assertThat(models.promotions.get(0).by()).isEqualTo("Ada");
    assertThat(models.promotions.get(0).share()).isEmpty();
    assertThat(models.promotions.get(0).seen()).isEmpty();
    assertThat(models.promotions.get(1).share()).hasValue(0.1);
    assertThat(models.promotions.get(1).seen()).contains("then");
    assertThat(models.promotions.get(2).shadow()).isTrue();
  }

  @Test
  void aRollbackNamesWhoGoesBack() throws Exception {
    assertThat(post("/api/models/rollback", "{\"model\":\"rul-a\"}").status()).isEqualTo(400);
    assertThat(post("/api/models/rollback", "{\"model\":\"rul-a\",\"by\":\"Ada\"}").body())
        .contains("from now on version 1");
    assertThat(models.rollbacks).hasSize(1);
    assertThat(models.rollbacks.get(0).by()).isEqualTo("Ada");
  }

  @Test
  void aRollbackTakesNoFieldThatItDoesNotKnow() throws Exception {
    Browser.Answer answer =
        post("/api/models/rollback", "{\"model\":\"rul-a\",\"by\":\"Ada\",\"version\":1}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("an unknown field 'version'").contains("[model, by, seen]");
    assertThat(models.rollbacks).isEmpty();
  }

  @Test
  void whatIsNullIsNotSaid() throws Exception {
    String all =
        "{\"model\":\"rul-a\",\"version\":2,\"share\":null,\"shadow\":null,\"by\":\"Ada\"}";
    assertThat(post(PROMOTE, all).status()).isEqualTo(200);
    assertThat(models.promotions.get(0).shadow()).isFalse();
  }

  @Test
  void nothingIsDecidedWithoutTheToken() throws Exception {
    for (String path : new String[] {PROMOTE, "/api/models/rollback"}) {
      assertThat(browser.post(path, TWO, Map.of()).status()).as(path).isEqualTo(403);
      assertThat(browser.post(path, TWO, Map.of("X-Harbinger-Token", "guessed")).status())
          .as(path)
          .isEqualTo(403);
      Map<String, String> foreign = new HashMap<>(token());
      foreign.put("Origin", "http://evil.example");
      assertThat(browser.post(path, TWO, foreign).status()).as(path).isEqualTo(403);
    }
    assertThat(models.promotions).isEmpty();
    assertThat(models.rollbacks).isEmpty();
  }

  @Test
  void behindALoginOnlyTheTokenDecides() throws Exception {
    String secret = "a token that is long enough";
    try (Console guarded = console(OPTIONS.withToken(secret).withModels(models))) {
      Browser other = new Browser(guarded.url());
      assertThat(other.get("/api/models").status()).isEqualTo(401);
      assertThat(other.post(PROMOTE, TWO, Map.of()).status()).isEqualTo(401);
      assertThat(other.post(PROMOTE, TWO, Map.of("Authorization", "Bearer guessed")).status())
          .isEqualTo(401);
      assertThat(models.promotions).isEmpty();
      assertThat(other.post(PROMOTE, TWO, Map.of("Authorization", "Bearer " + secret)).status())
          .isEqualTo(200);
      assertThat(models.promotions).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"model\":\"rul-b\",\"version\":2,\"by\":\"Ada\"} | 404 | no model rul-b",
        "{\"model\":\"rul-a\",\"version\":9,\"by\":\"Ada\"} | 404 | no version 9",
        "{\"model\":\"rul-a\",\"version\":4,\"by\":\"Ada\"} | 409 | its sample has an RUL of 9",
        "{\"model\":\"rul-a\",\"version\":0,\"by\":\"Ada\"} | 400 | version is 0",
        "{\"model\":\"rul-a\",\"version\":\"2\",\"by\":\"Ada\"} | 400 | expected a whole number",
        "{\"model\":\"rul-a\",\"by\":\"Ada\"} | 400 | version is missing",
        "{\"model\":\"rul-a\",\"version\":2} | 400 | by is missing",
        "{\"version\":2,\"by\":\"Ada\"} | 400 | model is missing",
        "{\"model\":\"rul-a\",\"version\":2,\"share\":1,\"by\":\"Ada\"} | 400 | a share of 1.0",
        "{\"model\":\"rul-a\",\"version\":2,\"share\":\"x\",\"by\":\"Ada\"} | 400 | expected a number",
        "{\"model\":\"rul-a\",\"version\":2,\"share\":0.5,\"shadow\":true,\"by\":\"Ada\"} | 400 | expected one of them",
        "{\"model\":\"rul-a\",\"version\":2,\"shadow\":\"yes\",\"by\":\"Ada\"} | 400 | expected true or false",
        "{\"model\":\"rul-a\",\"version\":2,\"shadow\":\"true\",\"by\":\"Ada\"} | 400 | expected true or false",
        "{\"model\":\"rul-a\",\"version\":2,\"shadow\":1,\"by\":\"Ada\"} | 400 | shadow is 1",
        "{\"model\":\"rul-a\",\"version\":2,\"shadwo\":true,\"by\":\"Ada\"} | 400 | an unknown field 'shadwo'"
      })
  void saysWhyNothingWasDecided(String body, int status, String why) throws Exception {
    Browser.Answer answer = post(PROMOTE, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).at("/error").asText()).contains(why);
    assertThat(models.promotions).isEmpty();
  }

  @Test
  void saysWhenTheDecisionCannotBeWritten() throws Exception {
    models.readOnly = true;
    Browser.Answer answer = post(PROMOTE, TWO);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).contains("cannot write rul-a/serving.json");
  }

  @Test
  void aConsoleThatKnowsNoModelsSaysHowElse() throws Exception {
    try (Console without = console(OPTIONS)) {
      browser = new Browser(without.url());
      assertThat(JSON.readTree(browser.get("/api/models").body()).at("/known").asBoolean())
          .isFalse();
      Browser.Answer answer = post(PROMOTE, TWO);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).contains("--models DIR", "./harbinger models promote");
    }
  }

  private Browser.Answer post(String path, String body) throws IOException {
    return browser.post(path, body, token());
  }

  private Map<String, String> token() throws IOException {
    return Map.of("X-Harbinger-Token", browser.pageToken());
  }
}
