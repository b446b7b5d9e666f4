package io.harbinger.platform.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.platform.embedded.EmbeddedPlatform;
import io.harbinger.platform.embedded.EmbeddedPlatformOptions;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.monitoring.LiveDemo;
import io.harbinger.platform.monitoring.Workshop;
import io.harbinger.platform.versions.ModelCopies;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.source.simulation.FleetOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The console's page of models in a real browser, over the running platform whose versions it
 * changes: for that it has a platform of its own. Left out where Chromium is not installed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleModelsPageTest {

  private static final int PHONE = 390;
  private static final Path PICTURES = Path.of("target", "console");

  private final Workshop engines = new Workshop(FleetOptions.staggered(20, 3));
  private final Parts parts = new Parts();
  private EmbeddedPlatform platform;
  private Path model;
  private Chromium browser;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    Chromium.assumeInstalled();
    model = directory.resolve("models/rul-fd001");
    ModelCopies.copy("1", model, "1");
    ModelCopies.copy("2", model, "2");
    platform =
        parts.start(
            "platform",
            () ->
                EmbeddedPlatform.start(
                    new EmbeddedPlatformOptions(
                        directory.resolve("platform"), model, 0, 0, 0, Optional.empty(), false)));
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
  void aVersionIsPromotedAndRolledBackUnderTheRunningJob() throws Exception {
    show("models");
    browser.awaitText(row(2), "Ready");
    browser.awaitText(row(2), "Serves");
    browser.awaitText(".figure", "Coverage of the 90 % interval");
    browser.awaitText(".figure", "largest sensor PSI");
    ModelCopies.copy("2", model, "3");
    browser.awaitText(row(3), "Serves");
    ModelCopies.copySpoilt("2", model, "4");
    browser.awaitText(row(4), "sample.json has the checksum");
    browser.awaitText(row(3), "Serves");

    // By keyboard alone from here on.
    promote(4);
    browser.press("dialog button[type=submit]", Keys.ENTER);
    // Whoever finds it first says so: the check of a promotion, or the job that was to load it.
    browser.awaitText("dialog .error", "sample.json has the checksum");
    assertThat(browser.complaints())
        .as("the browser's own note of the refusal")
        .hasSize(1)
        .allSatisfy(note -> assertThat(note).contains("/api/models/promote").contains("409"));
    picture("refused");
    browser.press("dialog #by", Keys.ESCAPE);
    browser.await("body", body -> browser.all("dialog").isEmpty());

    promote(2);
    picture("promote");
    browser.press("dialog #by", Keys.ENTER);
    browser.awaitText(row(2), "Serves");
    browser.awaitText(".policy", "version 2, decided by Ada");
    // Both are marked for as long as the one is handing over to the other.
    browser.await(row(3), version -> !version.getText().contains("Serves"));
    browser.await("body", body -> browser.all(".toast").isEmpty());
    picture("models");

    browser.press(".model .tools button", Keys.ENTER);
    browser.type("dialog #by", "Ada");
    browser.press("dialog #by", Keys.ENTER);
    browser.awaitText(row(3), "Serves");
    browser.awaitText(".policy", "version 3, decided by Ada");
    assertThat(ServingFile.read(model).orElseThrow().policy()).isEqualTo(new Pinned(3));

    Files.writeString(model.resolve(ServingFile.NAME), "{");
    browser.awaitText(".model > p.error", "no decision that can be read");
    promote(2);
    browser.press("dialog #by", Keys.ENTER);
    browser.awaitText(".policy", "version 2, decided by Ada");
    assertThat(ServingFile.read(model).orElseThrow().policy()).isEqualTo(new Pinned(2));
  }

  @Test
  void aPhoneShowsAllOfItWithoutScrollingAside() throws Exception {
    show("models");
    browser.awaitText(row(2), "Version 2");
    browser.screen(PHONE, 844);
    try {
      browser.press(row(2) + " button[aria-expanded=false]", Keys.ENTER);
      browser.awaitText("tr.about:not([hidden])", "train_FD001.txt");
      picture("models-phone");
      assertThat(
              browser.script(
                  "return Math.max(...[...document.querySelectorAll('main *')].map((e) => e.getBoundingClientRect().right)) <= document.documentElement.clientWidth"))
          .as("nothing lies beyond the screen's edge")
          .isEqualTo(true);
      browser.script("document.documentElement.dataset.theme = 'dark'");
      browser.wholeScreen();
      picture("models-dark");
      browser.press(row(2) + " button[aria-expanded=true]", Keys.ENTER);
      browser.await("body", body -> browser.all("tr.about:not([hidden])").isEmpty());
    } finally {
      browser.wholeScreen();
    }
  }

  private static String row(int version) {
    return "tr[data-version=\"%d\"]".formatted(version);
  }

  private void promote(int version) {
    browser.press(row(version) + " button.promote", Keys.ENTER);
    browser.type("dialog #by", "Ada");
  }

  private void show(String page) {
    browser.open(platform.consoleUrl() + "#/" + page);
  }

  private void picture(String page) throws Exception {
    browser.screenshot(PICTURES.resolve("console-%s.png".formatted(page)));
  }
}
