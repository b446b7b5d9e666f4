package io.harbinger.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.harbinger.console.alertmanager.AlertmanagerForwarder;
import io.harbinger.console.alertmanager.AlertmanagerOptions;
import io.harbinger.console.feed.Origin;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.monitoring.WebhookReceiver.Message;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console tells a real Alertmanager with the shipped routes, and whom that tells. */
final class AlertmanagerDeliveryTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static {
    ContractTrust.establish();
  }

  private final Parts parts = new Parts();
  private WebhookReceiver webhook;
  private AlertmanagerServer alertmanager;
  private AlertmanagerForwarder forwarder;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    Program.assumeInstalled("prometheus-alertmanager", "prometheus-alertmanager");
    webhook = parts.start("webhook", WebhookReceiver::new);
    alertmanager =
        parts.start("Alertmanager", () -> AlertmanagerServer.start(directory, webhook.url()));
    forwarder =
        parts.start(
            "forwarder",
            () ->
                AlertmanagerForwarder.start(
                    AlertmanagerOptions.to(alertmanager.url()),
                    URI.create("http://localhost:8480/"),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC(),
                    () -> true));
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void aWarningGoesToMaintenanceAndACriticalAlertToTheWorkshopUntilItIsOver() {
    send("pump 1", AlertSeverity.WARNING, AlertStatus.RAISED);
    Message warning = awaitMessage(m -> m.isFiring() && m.label("severity").equals("warning"));
    send("pump 1", AlertSeverity.CRITICAL, AlertStatus.RAISED);
    Message critical = awaitMessage(m -> m.isFiring() && m.label("severity").equals("critical"));
    send("pump 1", AlertSeverity.CRITICAL, AlertStatus.CLEARED);
    Message over = awaitMessage(m -> !m.isFiring() && m.label("severity").equals("critical"));

    assertThat(warning.receiver()).isEqualTo("maintenance");
    assertThat(critical.receiver()).isEqualTo("workshop");
    assertThat(over.receiver()).isEqualTo("workshop");
    assertThat(over.alert().path("labels")).isEqualTo(critical.alert().path("labels"));
    assertThat(critical.alert().at("/annotations/runbook_url").asText())
        .endsWith("/HarbingerFailurePredicted.md");
  }

  @Test
  void aCriticalAlertHoldsTheWarningOfItsAssetBackAndNoOther() {
    send("pump 1", AlertSeverity.CRITICAL, AlertStatus.RAISED);
    awaitMessage(m -> m.isFiring() && m.label("asset").equals("pump 1"));
    forwarder.alert(
        alert("pump 1", AlertKind.NO_DATA, AlertSeverity.WARNING, AlertStatus.RAISED), origin());
    send("pump 2", AlertSeverity.WARNING, AlertStatus.RAISED);

    awaitMessage(m -> m.isFiring() && m.label("asset").equals("pump 2"));
    assertThat(
            webhook.first(
                m -> m.label("asset").equals("pump 1") && m.label("severity").equals("warning")))
        .isEmpty();
  }

  private Message awaitMessage(Predicate<Message> wanted) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              alertmanager.checkAlive();
              return webhook.first(wanted);
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private void send(String asset, AlertSeverity severity, AlertStatus status) {
    forwarder.alert(alert(asset, AlertKind.FAILURE_PREDICTED, severity, status), origin());
  }

  private static Origin origin() {
    return new Origin(Topics.MAINTENANCE_ALERTS, 0, 0, Instant.now(), true);
  }

  private static MaintenanceAlert alert(
      String asset, AlertKind kind, AlertSeverity severity, AlertStatus status) {
    return MaintenanceAlert.newBuilder()
        .setId("%s/1/%s/7/%s/%s".formatted(asset, kind, severity, status))
        .setAsset(asset)
        .setRun(1)
        .setKind(kind)
        .setSeverity(severity)
        .setStatus(status)
        .setReason(status == AlertStatus.RAISED ? AlertReason.RUL_LOW : AlertReason.REPAIRED)
        .setMessage("about 12 cycles left")
        .setRaisedCycle(7)
        .setRaisedAt(Instant.now())
        .build();
  }
}
