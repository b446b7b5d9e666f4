package io.harbinger.console.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.MaintenanceAlert;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutgoingAlertsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST = 3;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OutgoingAlerts outgoing =
      new OutgoingAlerts(MOST, MINUTE, new ForwardingMeters(registry));
  private Instant now = Alerts.NOW;

  @Test
  void whatIsRaisedIsToldAtOnceAndAgainAtEachRepetition() {
    take(Alerts.warning("e1", 1, 7));

    assertThat(tell()).containsExactly("e1 warning stands");
    assertThat(tell()).isEmpty();
    now = now.plus(MINUTE).minusMillis(1);
    assertThat(tell()).isEmpty();
    now = now.plusMillis(1);
    assertThat(tell()).containsExactly("e1 warning stands");
  }

  @Test
  void whatWasNotToldStaysDue() {
    take(Alerts.warning("e1", 1, 7));

    assertThat(outgoing.due(now, 10)).hasSize(1);
    assertThat(outgoing.due(now, 10)).hasSize(1);
    assertThat(outgoing.nextDue()).contains(now);
  }

  @Test
  void whatIsOverIsToldUnderTheSameLabelsForSomeRepetitions() {
    MaintenanceAlert alert = Alerts.critical("e1", 1, 7);
    take(alert);
    List<Posting> raised = outgoing.due(now, 10);
    tell();
    take(Alerts.cleared(alert));

    List<Posting> over = outgoing.due(now, 10);
    assertThat(over).hasSize(1);
    assertThat(over.get(0).labels()).isEqualTo(raised.get(0).labels());
    assertThat(over.get(0).ended()).contains(now);
    for (int i = 0; i < 4; i++) {
      assertThat(tell()).containsExactly("e1 critical is over");
      now = now.plus(MINUTE);
    }
    assertThat(tell()).isEmpty();
    assertThat(outgoing.nextDue()).isEmpty();
  }

  @Test
  void anEscalationEndsTheWarning() {
    take(Alerts.warning("e1", 1, 7));
    tell();
    take(Alerts.critical("e1", 1, 9));

    assertThat(tell()).containsExactly("e1 warning is over", "e1 critical stands");
    assertThat(outgoing.standing()).isEqualTo(1);
  }

  @Test
  void theSameAlertAnewIsNotEndedByItsFormerEnd() {
    MaintenanceAlert alert = Alerts.warning("e1", 1, 7);
    take(alert);
    tell();
    take(Alerts.cleared(alert));
    take(Alerts.warning("e1", 1, 20));

    assertThat(tell()).containsExactly("e1 warning stands");
    now = now.plus(MINUTE);
    assertThat(tell()).containsExactly("e1 warning stands");
  }

  @Test
  void anAlertThatWasOverBeforeItWasToldIsNotTold() {
    MaintenanceAlert alert = Alerts.warning("e1", 1, 7);
    take(alert);
    take(Alerts.cleared(alert));

    assertThat(tell()).isEmpty();
  }

  @Test
  void silenceAndWearOfAnAssetStandBesideEachOther() {
    take(Alerts.warning("e1", 1, 7));
    take(Alerts.silent("e1", 1, 8));

    assertThat(tell()).hasSize(2);
    assertThat(outgoing.standing()).isEqualTo(2);
  }

  @Test
  void theEndOfAnEarlierRunDoesNotEndALaterAlert() {
    take(Alerts.warning("e1", 2, 7));
    take(Alerts.cleared(Alerts.warning("e1", 1, 150)));

    assertThat(tell()).containsExactly("e1 warning stands");
  }

  @Test
  void aRepetitionInTheTopicIsNoNews() {
    take(Alerts.warning("e1", 1, 7));
    tell();
    take(Alerts.warning("e1", 1, 7));

    assertThat(tell()).isEmpty();
  }

  @Test
  void whatIsBeyondTheBoundIsCounted() {
    for (int i = 0; i < MOST + 2; i++) {
      take(Alerts.warning("e" + i, 1, 7));
    }

    assertThat(tell()).hasSize(MOST);
    assertThat(dropped("too_many")).isEqualTo(2);
  }

  @Test
  void aKindFromANewerPlatformIsCounted() {
    MaintenanceAlert alert = Alerts.warning("e1", 1, 7);
    alert.setKind(AlertKind.UNKNOWN);
    take(alert);

    assertThat(tell()).isEmpty();
    assertThat(dropped("unknown_kind")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsCountedAndTriedAgainInItsTime() {
    take(Alerts.warning("e1", 1, 7));
    outgoing.refused(outgoing.due(now, 10), now);

    assertThat(dropped("refused")).isEqualTo(1);
    assertThat(outgoing.due(now, 10)).isEmpty();
    now = now.plus(MINUTE);
    assertThat(outgoing.due(now, 10)).hasSize(1);
  }

  @Test
  void onlySoManyAreToldAtATime() {
    take(Alerts.warning("e1", 1, 7));
    take(Alerts.warning("e2", 1, 7));

    assertThat(outgoing.due(now, 1)).hasSize(1);
  }

  @Test
  void theNewestPredictionOfTheRunIsToldWithTheAlert() {
    outgoing.accept(Alerts.prediction("e1", 1, 7, 12));
    outgoing.accept(Alerts.prediction("e1", 1, 8, 11));
    take(Alerts.warning("e1", 1, 7));

    assertThat(outgoing.due(now, 10).get(0).life())
        .hasValueSatisfying(life -> assertThat(life.rul()).isEqualTo(11));

    outgoing.accept(Alerts.prediction("e1", 2, 1, 120));
    assertThat(outgoing.due(now, 10).get(0).life()).as("of another run").isEmpty();
  }

  private void take(MaintenanceAlert alert) {
    outgoing.accept(alert, now);
  }

  private List<String> tell() {
    List<Posting> due = outgoing.due(now, 10);
    outgoing.told(due, now);
    return due.stream()
        .map(
            posting ->
                "%s %s %s"
                    .formatted(
                        posting.alert().getAsset(),
                        posting.labels().get("severity"),
                        posting.ended().isPresent() ? "is over" : "stands"))
        .toList();
  }

  private double dropped(String reason) {
    return registry.get("harbinger.alertmanager.dropped").tag("reason", reason).counter().count();
  }
}
