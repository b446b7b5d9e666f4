package io.harbinger.console.web;

import io.harbinger.contract.AlertEvidence;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Records as the platform writes them. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static {
    ContractTrust.establish();
  }

  private Samples() {}

  static RulPrediction prediction(String asset, long run, int cycle, double rul) {
    return prediction(asset, run, cycle, rul, NOW);
  }

  static RulPrediction prediction(String asset, long run, int cycle, double rul, Instant at) {
    return RulPrediction.newBuilder()
        .setId("%s/%d/%d/rul-fd001/1".formatted(asset, run, cycle))
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setRulLow(Math.max(0, rul * 0.8 - 4))
        .setRulHigh(Math.min(125, rul * 1.15 + 6))
        .setProbabilityWithin15(within(15, rul))
        .setProbabilityWithin30(within(30, rul))
        .setModel("rul-fd001")
        .setVersion("1")
        .setReadingTimestamp(at)
        .build();
  }

  private static double within(int horizon, double rul) {
    return 1 / (1 + Math.exp((rul - horizon) / 3.5));
  }

  static SensorReading reading(String asset, int cycle, double... sensors) {
    return SensorReading.newBuilder()
        .setAsset(asset)
        .setRun(1L)
        .setCycle(cycle)
        .setSettings(List.of(0.001, 100.0))
        .setSensors(java.util.Arrays.stream(sensors).boxed().toList())
        .build();
  }

  static MaintenanceAlert alert(
      String asset, long run, AlertSeverity severity, AlertStatus status, int cycle) {
    return alert(asset, run, severity, status, cycle, 14, NOW);
  }

  static MaintenanceAlert alert(
      String asset,
      long run,
      AlertSeverity severity,
      AlertStatus status,
      int cycle,
      double rul,
      Instant at) {
    MaintenanceAlert.Builder alert =
        MaintenanceAlert.newBuilder()
            .setId(
                "%s/%d/FAILURE_PREDICTED/%d/%s/%s".formatted(asset, run, cycle, severity, status))
            .setAsset(asset)
            .setRun(run)
            .setKind(AlertKind.FAILURE_PREDICTED)
            .setSeverity(severity)
            .setStatus(status)
            .setReason(status == AlertStatus.RAISED ? AlertReason.RUL_LOW : AlertReason.RECOVERED)
            .setMessage(
                "%s: %s: about %.0f cycles left, probability of failure %.0f %% within 15 and %.0f %% within 30 cycles."
                    .formatted(
                        asset,
                        severity == AlertSeverity.CRITICAL ? "act now" : "plan maintenance",
                        rul,
                        100 * within(15, rul),
                        100 * within(30, rul)))
            .setEvidence(
                AlertEvidence.newBuilder()
                    .setCycle(cycle)
                    .setRul(rul)
                    .setProbabilityWithin15(within(15, rul))
                    .setProbabilityWithin30(within(30, rul))
                    .setConfirmations(3)
                    .setModel("rul-fd001")
                    .setVersion("1")
                    .build())
            .setRaisedCycle(cycle)
            .setRaisedAt(at);
    if (status == AlertStatus.CLEARED) {
      alert.setClearedAt(at);
    }
    return alert.build();
  }

  static DeadLetter letter(String topic, byte[] value) {
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setPartition(2)
        .setOffset(4711)
        .setTimestamp(NOW)
        .setStage("windows")
        .setReason(DeadLetterReason.MALFORMED_JSON)
        .setDetail("line 1, column 19: sensors is text (expected an array of numbers)")
        .setKey(ByteBuffer.wrap("engine-007".getBytes(StandardCharsets.UTF_8)))
        .setValue(ByteBuffer.wrap(value))
        .build();
  }
}
