package io.harbinger.jobs.rul;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.alert.AlertPolicy;
import io.harbinger.alert.AlertThresholds;
import io.harbinger.alert.Predictions;
import io.harbinger.alert.Reports;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertFunctionTest {

  private static final long LIMIT = 60_000;

  private KeyedTwoInputStreamOperatorTestHarness<
          String, RulPrediction, MaintenanceEvent, MaintenanceAlert>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void assetsDoNotShareConfirmations() throws Exception {
    send("e1", 1, 20);
    send("e2", 1, 20);
    send("e1", 2, 20);
    send("e2", 2, 20);

    assertThat(ids()).isEmpty();

    send("e2", 3, 20);
    assertThat(ids()).containsExactly("e2/0/FAILURE_PREDICTED/3/WARNING/RAISED");
  }

  @Test
  void confirmationsAndOpenAlertsSurviveARestore() throws Exception {
    send("e1", 1, 20);
    send("e1", 2, 20);
    send("e2", 1, 10);
    send("e2", 2, 10);
    send("e2", 3, 10);
    restart(0);

    send("e1", 3, 20);
    send("e2", 4, 10);

    assertThat(ids()).containsExactly("e1/0/FAILURE_PREDICTED/3/WARNING/RAISED");
  }

  @Test
  void silenceRaisesNoDataAtTheLimitAndNotBefore() throws Exception {
    harness.setProcessingTime(1000);
    send("e1", 1, 80);

    harness.setProcessingTime(1000 + LIMIT - 1);
    assertThat(ids()).isEmpty();
    harness.setProcessingTime(1000 + LIMIT);
    harness.setProcessingTime(1000 + 5 * LIMIT);

    assertThat(ids()).containsExactly("e1/0/NO_DATA/1/WARNING/RAISED");
    assertThat(harness.numProcessingTimeTimers()).as("no timer while silent").isZero();
  }

  @Test
  void everyPredictionPutsTheLimitOffAndOneTimerIsPending() throws Exception {
    for (int cycle = 1; cycle <= 10; cycle++) {
      harness.setProcessingTime(cycle * LIMIT / 2);
      send("e1", cycle, 80);
      assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }
    assertThat(ids()).isEmpty();
  }

  @Test
  void dataAfterTheSilenceClearsItAndStartsTheClockAnew() throws Exception {
    send("e1", 1, 80);
    harness.setProcessingTime(LIMIT);
    send("e1", 2, 80);
    harness.setProcessingTime(2 * LIMIT);

    assertThat(ids())
        .containsExactly(
            "e1/0/NO_DATA/1/WARNING/RAISED",
            "e1/0/NO_DATA/1/WARNING/CLEARED",
            "e1/0/NO_DATA/2/WARNING/RAISED");
  }

  @Test
  void anOutageOfTheJobIsNotTheAssetsSilence() throws Exception {
    send("e1", 1, 80);
    restart(10 * LIMIT);

    assertThat(ids()).isEmpty();

    harness.setProcessingTime(11 * LIMIT);
    assertThat(ids()).isEmpty();
    harness.setProcessingTime(11 * LIMIT + 1);
    assertThat(ids()).containsExactly("e1/0/NO_DATA/1/WARNING/RAISED");
  }

  @Test
  void aPredictionSeenBeforeIsNoSignOfLife() throws Exception {
    send("e1", 1, 80);
    harness.setProcessingTime(LIMIT - 1);
    send("e1", 1, 80);
    harness.setProcessingTime(LIMIT);

    assertThat(ids()).containsExactly("e1/0/NO_DATA/1/WARNING/RAISED");
  }

  @Test
  void aRepairClosesTheAlertOfItsAssetOnly() throws Exception {
    for (int cycle = 1; cycle <= 3; cycle++) {
      send("e1", cycle, 10);
      send("e2", cycle, 10);
    }
    repair("e1");
    repair("unheard-of");

    assertThat(ids())
        .containsExactly(
            "e1/0/FAILURE_PREDICTED/3/CRITICAL/RAISED",
            "e2/0/FAILURE_PREDICTED/3/CRITICAL/RAISED",
            "e1/0/FAILURE_PREDICTED/3/CRITICAL/CLEARED");
  }

  private void repair(String asset) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            Reports.of(
                MaintenanceKind.REPAIRED, asset, null, Instant.parse("2026-02-01T00:00:00Z"))));
  }

  private void restart(long processingTime) throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.setProcessingTime(processingTime);
    harness.initializeState(snapshot);
    harness.open();
    // The harness looks at its timers only when its clock moves on.
    harness.setProcessingTime(processingTime + 1);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, RulPrediction, MaintenanceEvent, MaintenanceAlert>
      newHarness() throws Exception {
    AlertThresholds thresholds =
        AlertThresholds.defaults().withNoDataAfter(Duration.ofMillis(LIMIT));
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new AlertFunction(new AlertPolicy(thresholds))),
        RulPrediction::getAsset,
        MaintenanceEvent::getAsset,
        Types.STRING);
  }

  private void send(String asset, int cycle, double rul) throws Exception {
    harness.processElement1(new StreamRecord<>(Predictions.of(asset, 0, cycle, rul)));
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    harness.extractOutputValues().forEach(alert -> ids.add(alert.getId()));
    return ids;
  }
}
