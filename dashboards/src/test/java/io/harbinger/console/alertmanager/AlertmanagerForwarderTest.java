package io.harbinger.console.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.harbinger.console.feed.Origin;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP, with the real clock. */
final class AlertmanagerForwarderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final URI CONSOLE = URI.create("http://localhost:8480/");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicBoolean upToDate = new AtomicBoolean(true);
  private FakeAlertmanager alertmanager;
  private AlertmanagerForwarder forwarder;

  @BeforeEach
  void start() throws Exception {
    alertmanager = new FakeAlertmanager();
    forwarder = forwarder(AlertmanagerOptions.to(alertmanager.url()));
  }

  @AfterEach
  void stop() {
    forwarder.close();
    alertmanager.close();
  }

  @Test
  void tellsOfAnAlertAndOfItsEnd() {
    MaintenanceAlert alert = Alerts.critical("e1", 1, 7);
    send(alert);
    await().atMost(PATIENCE).until(() -> alertmanager.alerts.size() == 1);
    send(Alerts.cleared(alert));
    await().atMost(PATIENCE).until(() -> alertmanager.alerts.size() == 2);

    JsonNode raised = alertmanager.alerts.get(0);
    JsonNode over = alertmanager.alerts.get(1);
    assertThat(over.path("labels")).isEqualTo(raised.path("labels"));
    assertThat(Instant.parse(raised.path("endsAt").asText())).isAfter(Instant.now());
    assertThat(Instant.parse(over.path("endsAt").asText())).isBeforeOrEqualTo(Instant.now());
    await().atMost(PATIENCE).until(() -> requests("accepted") == 2);
  }

  @Test
  void repeatsWhatStands() throws Exception {
    forwarder.close();
    forwarder =
        forwarder(
            AlertmanagerOptions.to(alertmanager.url())
                .withTimes(Duration.ofMillis(50), Duration.ofMillis(10), Duration.ofMillis(20)));
    send(Alerts.critical("e1", 1, 7));

    await().atMost(PATIENCE).until(() -> alertmanager.alerts.size() >= 3);
  }

  @Test
  void triesAgainWithGrowingPausesWhileThereIsNoAnswer() {
    forwarder.close();
    forwarder =
        forwarder(
            AlertmanagerOptions.to(alertmanager.url())
                .withTimes(Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofMillis(40)));
    alertmanager.answer(503, 404, 500);
    send(Alerts.critical("e1", 1, 7));

    await().atMost(PATIENCE).until(() -> alertmanager.alerts.size() == 1);
    await().atMost(PATIENCE).until(() -> requests("accepted") == 1);
    assertThat(alertmanager.requests).hasValue(4);
    assertThat(requests("failed")).isEqualTo(3);
  }

  @Test
  void whatIsRefusedIsNotTriedAgainAtOnce() {
    alertmanager.answer(400);
    send(Alerts.critical("e1", 1, 7));
    await().atMost(PATIENCE).until(() -> requests("refused") == 1);
    send(Alerts.critical("e2", 1, 7));

    await().atMost(PATIENCE).until(() -> alertmanager.alerts.size() == 1);
    assertThat(alertmanager.alerts.get(0).at("/labels/asset").asText()).isEqualTo("e2");
  }

  @Test
  void saysNothingBeforeThePastIsRead() {
    forwarder.close();
    upToDate.set(false);
    forwarder = forwarder(AlertmanagerOptions.to(alertmanager.url()));
    MaintenanceAlert past = Alerts.critical("past", 1, 7);
    send(past);
    send(Alerts.critical("e1", 1, 7));
    send(Alerts.cleared(past));
    assertThat(alertmanager.requests).hasValue(0);

    upToDate.set(true);

    await().atMost(PATIENCE).until(() -> !alertmanager.alerts.isEmpty());
    assertThat(alertmanager.alerts).hasSize(1);
    assertThat(alertmanager.alerts.get(0).at("/labels/asset").asText()).isEqualTo("e1");
  }

  @Test
  void measuresHowLongNewsWaitsAndNeverHoldsTheListenerUp() {
    alertmanager.close();
    send(Alerts.critical("e1", 1, 7));

    await().atMost(PATIENCE).until(() -> requests("failed") >= 1);
    assertThat(registry.get("harbinger.alertmanager.alerts").gauge().value()).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .until(() -> registry.get("harbinger.alertmanager.wait").gauge().value() > 0);
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> AlertmanagerOptions.to(URI.create("localhost:9093")))
        .hasMessage(
            "Alertmanager's address is 'localhost:9093' (expected http://HOST:PORT or"
                + " https://HOST:PORT, with or without a path)");
    assertThatThrownBy(() -> AlertmanagerOptions.to(alertmanager.url()).withMostAlerts(0))
        .hasMessage("at most 0 alerts (expected at least 1)");
  }

  private AlertmanagerForwarder forwarder(AlertmanagerOptions options) {
    return AlertmanagerForwarder.start(
        options, CONSOLE, registry, Clock.systemUTC(), upToDate::get);
  }

  private void send(MaintenanceAlert alert) {
    forwarder.alert(
        alert, new Origin(Topics.MAINTENANCE_ALERTS, 0, 0, Instant.now(), upToDate.get()));
  }

  private double requests(String outcome) {
    return registry
        .get("harbinger.alertmanager.requests")
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
