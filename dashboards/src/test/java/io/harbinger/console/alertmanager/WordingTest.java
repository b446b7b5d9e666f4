package io.harbinger.console.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.MaintenanceAlert;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class WordingTest {

  private final Wording wording =
      new Wording(
          URI.create("http://console:8480/"),
          URI.create("http://prometheus:9090/user"),
          Duration.ofMinutes(4));

  @Test
  void labelsSayWhoAndHowBadAndNothingThatChanges() {
    assertThat(Wording.labels(Alerts.critical("pump 1", 3, 7)).orElseThrow())
        .isEqualTo(
            Map.of(
                "alertname", "HarbingerFailurePredicted",
                "asset", "pump 1",
                "run", "3",
                "severity", "critical",
                "reason", "rul_low",
                "scope", "asset"));
  }

  @Test
  void aStandingAlertSaysWhatIsKnownAndWhereToReadOn() {
    Map<String, Object> words =
        words(
            Alerts.critical("pump 1/a", 3, 7),
            Optional.of(RemainingLife.of(Alerts.prediction("pump 1/a", 3, 9, 12.4))),
            Optional.empty());

    assertThat(words)
        .containsEntry("startsAt", "2026-03-01T11:59:30Z")
        .containsEntry("endsAt", "2026-03-01T12:04:00Z")
        .containsEntry("generatorURL", "http://console:8480/#/engine/pump%201%2Fa");
    assertThat(words.get("annotations"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
        .isEqualTo(
            Map.of(
                "summary", "pump 1/a is about to fail",
                "description", "pump 1/a: about 12 cycles left.",
                "remaining_life", "12 cycles, at cycle 9",
                "interval", "8 to 18 cycles",
                "raised_cycle", "7",
                "console_url", "http://console:8480/#/engine/pump%201%2Fa",
                "runbook_url", "http://prometheus:9090/user/HarbingerFailurePredicted.md"));
  }

  @Test
  void anAlertThatIsOverEndsWhenItEndedAndNeverBeforeItBegan() {
    Map<String, Object> words =
        words(
            Alerts.silent("e1", 1, 7), Optional.empty(), Optional.of(Alerts.NOW.minusSeconds(60)));

    assertThat(words)
        .containsEntry("startsAt", "2026-03-01T11:59:00Z")
        .containsEntry("endsAt", "2026-03-01T11:59:00Z");
    assertThat(words.get("annotations"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
        .containsEntry("summary", "e1 sends no data")
        .doesNotContainKey("interval");
  }

  private Map<String, Object> words(
      MaintenanceAlert alert, Optional<RemainingLife> life, Optional<java.time.Instant> ended) {
    return wording.words(
        new Posting(Wording.labels(alert).orElseThrow(), alert, life, ended), Alerts.NOW);
  }
}
