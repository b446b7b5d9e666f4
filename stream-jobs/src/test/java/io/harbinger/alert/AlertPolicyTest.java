package io.harbinger.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertPolicyTest {

  private final AlertPolicy policy =
      new AlertPolicy(
          new AlertThresholds(
              new Threshold(30, 0.5),
              new Threshold(15, 0.5),
              new Hysteresis(5, 0.15),
              3,
              2,
              Duration.ofMinutes(1)));
  private AlertState state;
  private int cycle;

  @Test
  void staysQuietAboveTheThresholds() {
    assertThat(lives(125, 80, 31, 30.01)).isEmpty();
  }

  @Test
  void raisesAWarningAfterEnoughConfirmationsInARow() {
    assertThat(lives(29, 28, 31, 30, 29)).isEmpty();

    List<MaintenanceAlert> alerts = lives(28);

    assertThat(alerts).hasSize(1);
    MaintenanceAlert alert = alerts.get(0);
    assertThat(alert.getId()).isEqualTo("e1/0/FAILURE_PREDICTED/6/WARNING/RAISED");
    assertThat(alert.getReason()).isEqualTo(AlertReason.RUL_LOW);
    assertThat(alert.getEvidence().getConfirmations()).isEqualTo(3);
    assertThat(alert.getEvidence().getCycle()).isEqualTo(6);
    assertThat(alert.getEvidence().getRul()).isEqualTo(28);
    assertThat(alert.getRaisedAt()).isEqualTo(Predictions.of("e1", 0, 6, 28).getReadingTimestamp());
    assertThat(alert.getClearedAt()).isNull();
    assertThat(alert.getMessage())
        .isEqualTo(
            "e1: plan maintenance: about 28 cycles left, probability of failure 0 % within 15 and 0 %"
                + " within 30 cycles.");
  }

  @Test
  void raisesOnTheProbabilityWithin30Alone() {
    List<MaintenanceAlert> alerts =
        IntStream.rangeClosed(1, 3)
            .mapToObj(c -> Predictions.of("e1", 0, c, 60, 0.1, 0.5))
            .flatMap(p -> step(p).stream())
            .toList();

    assertThat(summaries(alerts)).containsExactly("RAISED WARNING FAILURE_PROBABLE");
  }

  @Test
  void raisesCriticalOnTheProbabilityWithin15Alone() {
    List<MaintenanceAlert> alerts =
        IntStream.rangeClosed(1, 3)
            .mapToObj(c -> Predictions.of("e1", 0, c, 60, 0.5, 0.4))
            .flatMap(p -> step(p).stream())
            .toList();

    assertThat(summaries(alerts)).containsExactly("RAISED CRITICAL FAILURE_PROBABLE");
  }

  @Test
  void escalatesInPlaceWithTheCycleOfTheChange() {
    List<MaintenanceAlert> alerts = lives(30, 29, 28, 15, 14, 13, 12, 11);

    assertThat(alerts)
        .extracting(MaintenanceAlert::getId)
        .containsExactly(
            "e1/0/FAILURE_PREDICTED/3/WARNING/RAISED", "e1/0/FAILURE_PREDICTED/6/CRITICAL/RAISED");
  }

  @Test
  void goesStraightToCriticalWhenTheFirstConfirmationsAreCritical() {
    assertThat(summaries(lives(10, 9, 8))).containsExactly("RAISED CRITICAL RUL_LOW");
  }

  @Test
  void theHysteresisHoldsAnOpenAlert() {
    lives(30, 29, 28);

    assertThat(lives(31, 34, 35, 33, 35)).isEmpty();
    assertThat(lives(36, 35, 36)).as("not twice in a row").isEmpty();
    assertThat(summaries(lives(36))).containsExactly("CLEARED WARNING RECOVERED");
    assertThat(state.open()).isNull();
  }

  @Test
  void easesFromCriticalToWarningThenClears() {
    lives(10, 9, 8);

    List<MaintenanceAlert> alerts = lives(22, 23, 40, 41);

    assertThat(alerts)
        .extracting(MaintenanceAlert::getId)
        .containsExactly(
            "e1/0/FAILURE_PREDICTED/5/WARNING/RAISED", "e1/0/FAILURE_PREDICTED/5/WARNING/CLEARED");
    assertThat(alerts.get(0).getReason()).isEqualTo(AlertReason.RECOVERED);
    assertThat(alerts.get(1).getClearedAt())
        .isEqualTo(Predictions.of("e1", 0, 7, 41).getReadingTimestamp());
  }

  @Test
  void clearsACriticalAlertAtOnceWhenAllIsWellAgain() {
    lives(10, 9, 8);

    assertThat(summaries(lives(100, 101))).containsExactly("CLEARED CRITICAL RECOVERED");
  }

  @Test
  void aNewRunClosesTheOldRunsAlertAndStartsFromNothing() {
    lives(10, 9, 8);

    List<MaintenanceAlert> alerts = step(Predictions.of("e1", 1, 1, 20));

    assertThat(alerts)
        .extracting(MaintenanceAlert::getId)
        .containsExactly("e1/0/FAILURE_PREDICTED/3/CRITICAL/CLEARED");
    assertThat(alerts.get(0).getReason()).isEqualTo(AlertReason.NEW_RUN);
    assertThat(alerts.get(0).getRun()).isZero();
    assertThat(state.run()).isEqualTo(1);
    assertThat(state.streak().warning()).isEqualTo(1);
  }

  @Test
  void ignoresAnOldRunsLatePrediction() {
    step(Predictions.of("e1", 1, 1, 20));
    AlertState before = state;

    assertThat(step(Predictions.of("e1", 0, 99, 1))).isEmpty();
    assertThat(state).isEqualTo(before);
  }

  @Test
  void ignoresACycleThatItHasSeen() {
    lives(20, 20);
    AlertState before = state;

    assertThat(step(Predictions.of("e1", 0, 2, 20))).isEmpty();
    assertThat(state).isEqualTo(before);
  }

  @Test
  void silenceRaisesNoDataOnceAndDataClearsIt() {
    lives(100, 99);

    AlertStep silent = policy.silence(state);
    AlertStep again = policy.silence(silent.state());
    state = silent.state();
    List<MaintenanceAlert> resumed = lives(98);

    MaintenanceAlert raised = silent.alerts().get(0);
    assertThat(raised.getId()).isEqualTo("e1/0/NO_DATA/2/WARNING/RAISED");
    assertThat(raised.getMessage())
        .isEqualTo("e1: no reading for more than 60 seconds since cycle 2 of run 0.");
    assertThat(raised.getRaisedAt())
        .isEqualTo(Predictions.of("e1", 0, 2, 99).getReadingTimestamp());
    assertThat(again.alerts()).isEmpty();
    assertThat(resumed)
        .extracting(MaintenanceAlert::getId)
        .containsExactly("e1/0/NO_DATA/2/WARNING/CLEARED");
    assertThat(state.silent()).isFalse();
  }

  @Test
  void silenceLeavesThePredictedFailureOpen() {
    lives(20, 19, 18);
    state = policy.silence(state).state();

    assertThat(summaries(step(Predictions.of("e1", 1, 1, 125))))
        .containsExactly("CLEARED WARNING DATA_RESUMED", "CLEARED WARNING NEW_RUN");
  }

  @Test
  void defaultsAreExactlyThese() {
    assertThat(AlertThresholds.defaults())
        .isEqualTo(
            new AlertThresholds(
                new Threshold(30, 0.5),
                new Threshold(15, 0.5),
                new Hysteresis(5, 0.15),
                3,
                5,
                Duration.ofMinutes(10)));
  }

  @Test
  void refusesThresholdsThatCannotWork() {
    assertThatThrownBy(() -> new Threshold(Double.NaN, 0.5))
        .hasMessage("a RUL threshold of NaN cycles (expected a number from 0)");
    assertThatThrownBy(
            () ->
                new AlertThresholds(
                    new Threshold(10, 0.5),
                    new Threshold(20, 0.5),
                    new Hysteresis(0, 0),
                    1,
                    1,
                    Duration.ofSeconds(1)))
        .hasMessageContaining("a critical RUL threshold of 20.0 cycles");
    assertThatThrownBy(
            () ->
                new AlertThresholds(
                    new Threshold(30, 0.1),
                    new Threshold(15, 0.5),
                    new Hysteresis(0, 0.1),
                    1,
                    1,
                    Duration.ofSeconds(1)))
        .hasMessageContaining("no alert would ever clear");
  }

  @Test
  void aRepairClosesTheAlert() {
    List<MaintenanceAlert> raised = lives(12, 11, 10);

    List<MaintenanceAlert> alerts = repaired(0L, now().plusSeconds(60));

    assertThat(summaries(alerts)).containsExactly("CLEARED CRITICAL REPAIRED");
    MaintenanceAlert alert = alerts.get(0);
    assertThat(alert.getId()).isEqualTo(raised.get(0).getId().replace("RAISED", "CLEARED"));
    assertThat(alert.getRaisedAt()).isEqualTo(raised.get(0).getRaisedAt());
    assertThat(alert.getClearedAt()).isEqualTo(now().plusSeconds(60));
    assertThat(alert.getMessage())
        .isEqualTo("e1: Ada reports it replaced; the alert of run 0 is closed.");
    assertThat(repaired(0L, now().plusSeconds(61))).isEmpty();
  }

  @Test
  void aMachineThatStillLooksBadAfterItsRepairIsToldOfAgain() {
    lives(12, 11, 10);
    repaired(null, now().plusSeconds(1));

    assertThat(lives(10, 9)).isEmpty();
    assertThat(summaries(lives(8))).containsExactly("RAISED CRITICAL RUL_LOW");
  }

  @Test
  void aRepairMakesConfirmationsCountAnew() {
    lives(29, 28);
    repaired(0L, now());

    assertThat(lives(28, 27)).isEmpty();
    assertThat(lives(27)).hasSize(1);
  }

  @Test
  void aRepairOfAnotherRunOrOfBeforeTheAlertChangesNothing() {
    lives(80, 12, 11, 10);
    AlertState before = state;

    assertThat(repaired(1L, now().plusSeconds(60))).isEmpty();
    assertThat(repaired(0L, now().minusMillis(1))).isEmpty();
    assertThat(state).isEqualTo(before);
  }

  private Instant now() {
    return Instant.ofEpochMilli(state.lastReadingAt());
  }

  private List<MaintenanceAlert> repaired(@Nullable Long run, Instant time) {
    AlertStep step = policy.repaired(state, Reports.of(MaintenanceKind.REPLACED, "e1", run, time));
    state = step.state();
    return step.alerts();
  }

  private List<MaintenanceAlert> lives(double... remaining) {
    List<MaintenanceAlert> alerts = new ArrayList<>();
    for (double rul : remaining) {
      alerts.addAll(step(Predictions.of("e1", 0, ++cycle, rul)));
    }
    return alerts;
  }

  private List<MaintenanceAlert> step(RulPrediction prediction) {
    AlertStep step = policy.step(state, prediction);
    state = step.state();
    return step.alerts();
  }

  private static List<String> summaries(List<MaintenanceAlert> alerts) {
    assertThat(alerts)
        .allSatisfy(
            a -> {
              assertThat(a.getKind()).isIn(AlertKind.FAILURE_PREDICTED, AlertKind.NO_DATA);
              assertThat(a.getStatus()).isNotEqualTo(AlertStatus.UNKNOWN);
              assertThat(a.getSeverity()).isNotEqualTo(AlertSeverity.UNKNOWN);
            });
    return alerts.stream()
        .map(a -> a.getStatus() + " " + a.getSeverity() + " " + a.getReason())
        .toList();
  }
}
