package io.harbinger.console.alertmanager;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.time.Instant;

/** Alerts and predictions as the RUL job writes them. */
final class Alerts {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static {
    ContractTrust.establish();
  }

  private Alerts() {}

  static MaintenanceAlert warning(String asset, long run, int cycle) {
    return raised(asset, run, AlertKind.FAILURE_PREDICTED, AlertSeverity.WARNING, cycle);
  }

  static MaintenanceAlert critical(String asset, long run, int cycle) {
    return raised(asset, run, AlertKind.FAILURE_PREDICTED, AlertSeverity.CRITICAL, cycle);
  }

  static MaintenanceAlert silent(String asset, long run, int cycle) {
    return raised(asset, run, AlertKind.NO_DATA, AlertSeverity.WARNING, cycle);
  }

  private static MaintenanceAlert raised(
      String asset, long run, AlertKind kind, AlertSeverity severity, int cycle) {
    return MaintenanceAlert.newBuilder()
        .setId("%s/%d/%s/%d/%s/RAISED".formatted(asset, run, kind, cycle, severity))
        .setAsset(asset)
        .setRun(run)
        .setKind(kind)
        .setSeverity(severity)
        .setStatus(AlertStatus.RAISED)
        .setReason(kind == AlertKind.NO_DATA ? AlertReason.SILENT : AlertReason.RUL_LOW)
        .setMessage(asset + ": about 12 cycles left.")
        .setRaisedCycle(cycle)
        .setRaisedAt(NOW.minusSeconds(30))
        .build();
  }

  static MaintenanceAlert cleared(MaintenanceAlert raised) {
    return MaintenanceAlert.newBuilder(raised)
        .setId(raised.getId().replace("RAISED", "CLEARED"))
        .setStatus(AlertStatus.CLEARED)
        .setReason(AlertReason.REPAIRED)
        .setClearedAt(NOW)
        .build();
  }

  static RulPrediction prediction(String asset, long run, int cycle, double rul) {
    return RulPrediction.newBuilder()
        .setId("%s/%d/%d".formatted(asset, run, cycle))
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setRulLow(rul - 4)
        .setRulHigh(rul + 6)
        .setProbabilityWithin15(0.9)
        .setProbabilityWithin30(0.99)
        .setModel("rul-fd001")
        .setVersion("1")
        .setReadingTimestamp(NOW)
        .build();
  }
}
