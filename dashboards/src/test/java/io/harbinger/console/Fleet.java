package io.harbinger.console;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.time.Instant;

/** Records of a small fleet. */
final class Fleet {
  static {
    ContractTrust.establish();
  }

  private Fleet() {}

  static RulPrediction prediction(String asset, long run, int cycle, double rul) {
    return RulPrediction.newBuilder()
        .setId(asset + "/" + run + "/" + cycle)
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setProbabilityWithin15(rul < 15 ? 0.9 : 0.1)
        .setProbabilityWithin30(rul < 30 ? 0.9 : 0.1)
        .setModel("rul-test")
        .setVersion("1")
        .setReadingTimestamp(Instant.EPOCH)
        .build();
  }

  static MaintenanceAlert alert(
      String asset, long run, AlertKind kind, AlertSeverity severity, AlertStatus status) {
    return MaintenanceAlert.newBuilder()
        .setId(asset + "/" + run + "/" + kind + "/" + status)
        .setAsset(asset)
        .setRun(run)
        .setKind(kind)
        .setSeverity(severity)
        .setStatus(status)
        .setReason(AlertReason.RUL_LOW)
        .setMessage("message")
        .setRaisedCycle(1)
        .setRaisedAt(Instant.EPOCH)
        .build();
  }
}
