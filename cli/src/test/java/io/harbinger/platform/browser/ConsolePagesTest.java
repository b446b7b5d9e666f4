package io.harbinger.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.console.web.Console;
import io.harbinger.console.web.ConsoleOptions;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import io.harbinger.platform.embedded.EmbeddedPlatform;
import io.harbinger.platform.embedded.EmbeddedPlatformOptions;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.monitoring.LiveDemo;
import io.harbinger.platform.monitoring.Workshop;
import io.harbinger.source.simulation.FleetOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/**
 * The console's pages in a real browser over the running platform; each leaves a picture of itself
 * in {@code target/console}. Left out where Chromium is not installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsolePagesTest {

  private static final Path MODEL =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001");
  private static final Path PICTURES = Path.of("target", "console");
  private static final int PHONE = 390;
  private static final Pattern RUN = Pattern.compile("run ([0-9]+)");
  private static final String TOKEN = "a token that is long enough";

  private final Workshop engines = new Workshop(FleetOptions.staggered(20, 3));
  private final Parts parts = new Parts();
  private EmbeddedPlatform platform;
  private Console guarded;
  private Chromium browser;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Chromium.assumeInstalled();
    platform =
        parts.start(
            "platform",
            () ->
                EmbeddedPlatform.start(
                    new EmbeddedPlatformOptions(
                        directory.resolve("platform"), MODEL, 0, 0, 0, Optional.empty(), false)));
    guarded =
        parts.start(
            "console with a token",
            () ->
                Console.start(
                    ConsoleOptions.defaults().withAddress("127.0.0.1", 0).withToken(TOKEN),
                    Map.of("bootstrap.servers", platform.bootstrapServers()),
                    new SimpleMeterRegistry()));
    parts.start("demo", () -> LiveDemo.start(platform, engines, 60));
    browser = parts.start("browser", () -> Chromium.start(directory.resolve("profile")));
  }

  @AfterAll
  void stop() {
    parts.close();
  }

  @AfterEach
  void theBrowserHasNothingToComplainOf() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theFleetMoves() throws Exception {
    show("fleet");
    browser.await("table.fleet tbody", body -> browser.all("table.fleet tbody tr").size() == 20);
    browser.awaitChange("table.fleet tbody tr .sub");
    browser.awaitText(".pulse.live", "readings/s");
    // Long enough for the lines in the table to have a shape.
    browser.awaitText("table.fleet tbody tr .sub", "cycle 1");
    picture("fleet");
  }

  @Test
  void aPhoneShowsTheFleetWithoutScrollingAside() throws Exception {
    show("fleet");
    browser.screen(PHONE, 844);
    try {
      browser.await("table.fleet tbody", body -> browser.all("table.fleet tbody tr").size() == 20);
      browser.awaitChange("table.fleet tbody tr .sub");
      picture("fleet-phone");
      assertThat(
              browser.script(
                  "return Math.max(...[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().right)) <= document.documentElement.clientWidth"))
          .as("nothing lies beyond the screen's edge")
          .isEqualTo(true);
    } finally {
      browser.wholeScreen();
    }
  }

  @Test
  void aRowThatIsScrolledToIsDrawn() throws Exception {
    show("fleet");
    browser.await("table.fleet tbody", body -> browser.all("table.fleet tbody tr").size() == 20);
    browser.script("document.querySelector('table.fleet tbody tr:last-child').scrollIntoView()");
    browser.await(
        "table.fleet tbody tr:last-child path.line",
        line -> line.getDomAttribute("d") != null && line.getDomAttribute("d").contains("L"));
  }

  @Test
  void numbersAndTimesReadAsTheBrowsersOwnWould() {
    show("fleet");
    assertThat(
            browser.script(
                """
                return import('/static/format.js').then((format) => {
                  const number = (options) => new Intl.NumberFormat('en', options);
                  const time = (options) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', ...options });
                  const tenth = number({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
                  const whole = number({ maximumFractionDigits: 0 });
                  const six = number({ maximumSignificantDigits: 6 });
                  const four = number({ maximumSignificantDigits: 4 });
                  const day = time({ day: 'numeric', month: 'short' });
                  const differences = [];
                  const same = (what, ours, its) => ours === its || differences.push(`${what}: ${ours} (expected ${its})`);
                  for (const value of [0, 0.05, 0.5, 1.5, 2.5, 99.95, 999.95, 999.5, 1000, 12345.678, 1234567, -1234.56, 0.00012341, 518.67, 9999995]) {
                    same(`count ${value}`, format.count(value), whole.format(value));
                    same(`cycles ${value}`, format.cycles(value), tenth.format(value));
                    same(`number ${value}`, format.number(value, 4), four.format(value));
                    if (Math.abs(value) >= 1) {
                      same(`sensor ${value}`, format.sensor(value), six.format(value));
                    }
                  }
                  for (let month = 0; month < 12; month++) {
                    const at = new Date(2020, month, 3 + month, month, 5 * month, month).getTime();
                    same(`moment ${at}`, format.moment(at), day.format(at));
                    same(`minute ${at}`, format.minute(at), time({}).format(at));
                  }
                  const now = Date.now();
                  same(`moment ${now}`, format.moment(now), time({ second: '2-digit' }).format(now));
                  return differences;
                });
                """))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  @Test
  void anEngineShowsItsCourse() throws Exception {
    show("engine/engine-001");
    browser.await(".chart canvas", WebElement::isDisplayed);
    browser.awaitChange(".figures .figure:nth-child(4) .big");
    picture("engine");
  }

  @Test
  void alertsStandWithTheirReasons() throws Exception {
    show("alerts");
    browser.awaitText("li.alert.open", "cycles left");
    picture("alerts");
  }

  @Test
  void aRecordThatCannotBeReadIsShownWithItsReason() throws Exception {
    show("dead-letters");
    send("{\"asset\":\"engine-007\",\"cycle\":31,\"sensors\":\"oops\"}");
    browser.awaitText("#main tbody tr", "sensor.readings");
    picture("dead-letters");
  }

  @Test
  void thePipelineFlows() throws Exception {
    show("pipeline");
    browser.awaitText("#main tbody tr", "rul.predictions");
    browser.awaitChange("#main tbody tr td:last-child");
    browser.awaitText(".figure", "Live");
    picture("pipeline");
  }

  @Test
  void aConsoleWithoutTheModelsSaysHowElse() throws Exception {
    openLoggedOut();
    browser.type("#token", TOKEN);
    browser.click("form.login button", "Log in");
    browser.awaitText("table.fleet tbody tr", "engine");
    browser.open(guarded.url() + "#/models");
    browser.awaitText("#main pre", "./harbinger models promote");
  }

  @Test
  void anAlertIsAcknowledgedAndARepairClearsIt() throws Exception {
    show("alerts");
    SensorReading last = browser.awaitFirst("li.alert.open .alert-head", this::takeIn);
    String asset = last.getAsset();
    show("engine/" + asset);
    browser.awaitText(".figures .figure:nth-child(4) .big", Integer.toString(last.getCycle()));

    browser.click(".engine-head button", "Acknowledge");
    browser.type("dialog #by", "Ada");
    browser.click("dialog button[type=submit]", "Acknowledge");
    browser.awaitText("li.alert.open .ack", "Ada looks after it");

    browser.click(".engine-head button", "Report");
    browser.click("dialog label.choice", "repaired");
    picture("report");
    browser.click("dialog button[type=submit]", "Report");

    browser.awaitText("li.alert.over", "Repaired");
    browser.awaitText(".engine-head .tag.OK", "OK");
    assertThat(browser.all("li.alert.open")).isEmpty();
  }

  /** The engine of an alert, where it has not failed meanwhile: it stands still from here on. */
  private Optional<SensorReading> takeIn(WebElement alert) {
    Matcher run = RUN.matcher(alert.getText());
    return run.find()
        ? engines.take(
            alert.findElement(By.cssSelector("a")).getText(), Long.parseLong(run.group(1)))
        : Optional.empty();
  }

  @Test
  void aWrongTokenIsRefusedAndTheRightOneOpens() throws Exception {
    openLoggedOut();
    browser.type("#token", "not the token at all");
    browser.click("form.login button", "Log in");
    browser.await("form.login .error", error -> !error.getText().isBlank());
    assertThat(browser.complaints())
        .as("the browser's own note of the refusal")
        .hasSize(1)
        .allSatisfy(note -> assertThat(note).contains("/api/login").contains("401"));
    picture("login");

    browser.type("#token", TOKEN);
    browser.click("form.login button", "Log in");
    browser.awaitText("table.fleet tbody tr", "engine");
  }

  private void openLoggedOut() {
    // Else the page that is open would go on asking with its cookie gone.
    browser.open("about:blank");
    browser.forgetCookies();
    browser.open(guarded.url());
  }

  private void show(String page) {
    browser.open(platform.consoleUrl() + "#/" + page);
  }

  private void picture(String page) throws Exception {
    browser.screenshot(PICTURES.resolve("console-%s.png".formatted(page)));
  }

  private void send(String json) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.SENSOR_READINGS.topic(), json.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }
}
