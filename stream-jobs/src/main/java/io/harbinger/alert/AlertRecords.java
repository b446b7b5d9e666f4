package io.harbinger.alert;

import io.harbinger.alert.AlertState.OpenAlert;
import io.harbinger.contract.AlertEvidence;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Words the policy's decisions as records of the contract. */
final class AlertRecords {

  private AlertRecords() {}

  static MaintenanceAlert raised(
      OpenAlert open,
      AlertLevel before,
      AlertReason reason,
      RulPrediction prediction,
      int confirmations) {
    String change =
        switch (before) {
          case NONE -> "";
          case WARNING -> " (was a warning)";
          case CRITICAL -> " (was critical)";
        };
    String message =
        String.format(
            Locale.ROOT,
            "%s: %s%s: about %.0f cycles left, probability of failure %.0f %% within 15 and"
                + " %.0f %% within 30 cycles.",
            prediction.getAsset(),
            open.level() == AlertLevel.CRITICAL ? "act now" : "plan maintenance",
            change,
            prediction.getRul(),
            100 * prediction.getProbabilityWithin15(),
            100 * prediction.getProbabilityWithin30());
    return failure(prediction.getAsset(), prediction.getRun(), open, AlertStatus.RAISED)
        .setReason(reason)
        .setMessage(message)
        .setEvidence(evidence(prediction, confirmations))
        .build();
  }

  static MaintenanceAlert recovered(OpenAlert open, RulPrediction prediction, int confirmations) {
    String message =
        String.format(
            Locale.ROOT,
            "%s: recovered: about %.0f cycles left, probability of failure %.0f %% within 30"
                + " cycles.",
            prediction.getAsset(),
            prediction.getRul(),
            100 * prediction.getProbabilityWithin30());
    return failure(prediction.getAsset(), prediction.getRun(), open, AlertStatus.CLEARED)
        .setReason(AlertReason.RECOVERED)
        .setMessage(message)
        .setEvidence(evidence(prediction, confirmations))
        .setClearedAt(prediction.getReadingTimestamp())
        .build();
  }

  static MaintenanceAlert newRun(AlertState old, OpenAlert open, RulPrediction first) {
    return failure(old.asset(), old.run(), open, AlertStatus.CLEARED)
        .setReason(AlertReason.NEW_RUN)
        .setMessage(
            "%s: run %d has begun; the alert of run %d is closed."
                .formatted(old.asset(), first.getRun(), old.run()))
        .setClearedAt(first.getReadingTimestamp())
        .build();
  }

  static MaintenanceAlert repaired(AlertState state, OpenAlert open, MaintenanceEvent report) {
    return failure(state.asset(), state.run(), open, AlertStatus.CLEARED)
        .setReason(AlertReason.REPAIRED)
        .setMessage(
            "%s: %s reports it %s; the alert of run %d is closed."
                .formatted(
                    state.asset(),
                    report.getBy(),
                    report.getKind().name().toLowerCase(Locale.ROOT),
                    state.run()))
        .setClearedAt(report.getTime())
        .build();
  }

  static MaintenanceAlert silent(AlertState state, Duration limit) {
    return noData(state, AlertStatus.RAISED)
        .setReason(AlertReason.SILENT)
        .setMessage(
            "%s: no reading for more than %s since cycle %d of run %d."
                .formatted(state.asset(), inWords(limit), state.lastCycle(), state.run()))
        .build();
  }

  static MaintenanceAlert dataResumed(AlertState state, RulPrediction prediction) {
    return noData(state, AlertStatus.CLEARED)
        .setReason(AlertReason.DATA_RESUMED)
        .setMessage(
            "%s: readings have resumed at cycle %d of run %d."
                .formatted(state.asset(), prediction.getCycle(), prediction.getRun()))
        .setClearedAt(prediction.getReadingTimestamp())
        .build();
  }

  private static MaintenanceAlert.Builder failure(
      String asset, long run, OpenAlert open, AlertStatus status) {
    return alert(
            asset,
            run,
            AlertKind.FAILURE_PREDICTED,
            open.raisedCycle(),
            open.level().severity(),
            status)
        .setRaisedAt(Instant.ofEpochMilli(open.raisedAt()));
  }

  /** NO_DATA says nothing about the machine's health, so it is a warning and never critical. */
  private static MaintenanceAlert.Builder noData(AlertState state, AlertStatus status) {
    return alert(
            state.asset(),
            state.run(),
            AlertKind.NO_DATA,
            state.lastCycle(),
            AlertSeverity.WARNING,
            status)
        .setRaisedAt(Instant.ofEpochMilli(state.lastReadingAt()));
  }

  private static MaintenanceAlert.Builder alert(
      String asset,
      long run,
      AlertKind kind,
      int raisedCycle,
      AlertSeverity severity,
      AlertStatus status) {
    return MaintenanceAlert.newBuilder()
        .setId("%s/%d/%s/%d/%s/%s".formatted(asset, run, kind, raisedCycle, severity, status))
        .setAsset(asset)
        .setRun(run)
        .setKind(kind)
        .setSeverity(severity)
        .setStatus(status)
        .setRaisedCycle(raisedCycle);
  }

  private static AlertEvidence evidence(RulPrediction prediction, int confirmations) {
    return AlertEvidence.newBuilder()
        .setCycle(prediction.getCycle())
        .setRul(prediction.getRul())
        .setProbabilityWithin15(prediction.getProbabilityWithin15())
        .setProbabilityWithin30(prediction.getProbabilityWithin30())
        .setConfirmations(confirmations)
        .setModel(prediction.getModel())
        .setVersion(prediction.getVersion())
        .setSensors(prediction.getReasons().stream().map(SensorReason::getSensor).toList())
        .build();
  }

  /** As a person says it: "10 minutes", "90 seconds". */
  private static String inWords(Duration limit) {
    if (limit.toMillis() % 1000 != 0) {
      return limit.toMillis() + " ms";
    }
    return limit.toSeconds() % 60 == 0 && limit.toMinutes() > 1
        ? limit.toMinutes() + " minutes"
        : limit.toSeconds() + " seconds";
  }
}
