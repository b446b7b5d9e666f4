package io.harbinger.platform.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertReason;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.ContractTrust;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ObservationTest {

  static {
    ContractTrust.establish();
  }

  private static final Instant WRITTEN = Instant.ofEpochMilli(1_000);

  private final Observation observation = new Observation("readings");

  @Test
  void accountsForEveryReadingAndWindow() {
    for (int i = 0; i < 4; i++) {
      observation.reading();
    }
    observation.window();
    observation.deadLetter(letter("readings", DeadLetterReason.NOT_FINITE));
    observation.prediction(prediction(1, 1, 100), WRITTEN.plusMillis(20));

    assertThat(observation.counts().readingsAccounted(1, 1)).isTrue();
    assertThat(observation.counts().readingsAccounted(0, 1)).isFalse();
    assertThat(observation.counts().windowsAccounted()).isTrue();

    observation.window();
    assertThat(observation.counts().windowsAccounted()).isFalse();
    observation.deadLetter(letter("windows", DeadLetterReason.INFERENCE_FAILED));
    assertThat(observation.counts().windowsAccounted()).isTrue();
    assertThat(observation.counts().deadLetters()).isEqualTo(2);
    assertThat(observation.counts().deadByReason())
        .containsEntry(DeadLetterReason.NOT_FINITE, 1L)
        .containsEntry(DeadLetterReason.INFERENCE_FAILED, 1L);
  }

  @Test
  void latencyIsFromTheReadingWrittenToThePredictionVisible() {
    observation.prediction(prediction(1, 1, 100), WRITTEN.plusMillis(37));
    assertThat(observation.latencies().percentile(50)).isEqualTo(37);
  }

  @Test
  void keepsTheNewestPredictionOfEachAsset() {
    observation.prediction(prediction(1, 200, 3), WRITTEN);
    observation.prediction(prediction(2, 1, 120), WRITTEN);
    observation.prediction(prediction(1, 201, 2), WRITTEN);
    assertThat(observation.newestPredictions()).extracting(RulPrediction::getRun).containsOnly(2L);
  }

  @Test
  void remembersTheFirstAlertOfARunThroughItsEscalation() {
    observation.alert(alert(AlertKind.FAILURE_PREDICTED, AlertStatus.RAISED, 150));
    observation.alert(alert(AlertKind.FAILURE_PREDICTED, AlertStatus.RAISED, 170));
    observation.alert(alert(AlertKind.FAILURE_PREDICTED, AlertStatus.CLEARED, 180));
    assertThat(observation.firstAlertCycles()).containsEntry(new AssetRun("engine", 1), 150);
  }

  @Test
  void silenceIsNoWarningOfFailure() {
    observation.alert(alert(AlertKind.NO_DATA, AlertStatus.RAISED, 10));
    assertThat(observation.firstAlertCycles()).isEmpty();
  }

  private static RulPrediction prediction(long run, int cycle, double rul) {
    return RulPrediction.newBuilder()
        .setId("id")
        .setAsset("engine")
        .setRun(run)
        .setCycle(cycle)
        .setRul(rul)
        .setProbabilityWithin15(0)
        .setProbabilityWithin30(0)
        .setModel("m")
        .setVersion("1")
        .setReadingTimestamp(WRITTEN)
        .build();
  }

  private static MaintenanceAlert alert(AlertKind kind, AlertStatus status, int cycle) {
    return MaintenanceAlert.newBuilder()
        .setId("id")
        .setAsset("engine")
        .setRun(1)
        .setKind(kind)
        .setSeverity(AlertSeverity.WARNING)
        .setStatus(status)
        .setReason(AlertReason.RUL_LOW)
        .setMessage("message")
        .setRaisedCycle(cycle)
        .setRaisedAt(WRITTEN)
        .build();
  }

  private static DeadLetter letter(String topic, DeadLetterReason reason) {
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setPartition(0)
        .setOffset(0)
        .setTimestamp(WRITTEN)
        .setStage("stage")
        .setReason(reason)
        .setDetail("detail")
        .build();
  }
}
