package io.harbinger.jobs.rul.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.alert.Predictions;
import io.harbinger.alert.Reports;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunJudgeTest {

  private static final CoverageOptions OPTIONS = CoverageOptions.defaults();

  private KeyedTwoInputStreamOperatorTestHarness<String, RulPrediction, MaintenanceEvent, JudgedRun>
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
  void aFailureJudgesItsOwnAssetAlone() throws Exception {
    tell("e1", 1, 10, 30);
    tell("e2", 1, 10, 30);
    report("e1", MaintenanceKind.FAILED, 1L, 33);

    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(harness.extractOutputValues().get(0).intervals())
        .extracting(JudgedInterval::truth)
        .containsExactly(23.0, 13.0, 3.0);
  }

  @Test
  void aReportWithoutARunIsAboutTheNewest() throws Exception {
    tell("e1", 1, 10, 30);
    tell("e1", 2, 10, 20);
    report("e1", MaintenanceKind.FAILED, null, 24);

    assertThat(harness.extractOutputValues().get(0).intervals()).hasSize(2);
  }

  @Test
  void whatWasRememberedAndWhatWaitsSurviveARestore() throws Exception {
    tell("e1", 1, 10, 30);
    tell("e2", 1, 10, 20);
    report("e2", MaintenanceKind.FAILED, 1L, 35);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();

    report("e1", MaintenanceKind.FAILED, 1L, 33);
    tell("e2", 1, 30, 30);

    assertThat(harness.extractOutputValues())
        .hasSize(2)
        .allSatisfy(run -> assertThat(run.intervals()).hasSize(3));
  }

  @Test
  void predictionsThatNeverComeAreNotWaitedForForEver() throws Exception {
    tell("e1", 1, 10, 30);
    report("e1", MaintenanceKind.FAILED, 1L, 73);
    long patience = OPTIONS.patience().toMillis();

    harness.setProcessingTime(patience - 1);
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.setProcessingTime(patience);
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(harness.numKeyedStateEntries()).as("nothing is kept").isZero();
  }

  @Test
  void repairsAndFailuresOfUnknownCycleTeachNothing() throws Exception {
    tell("e1", 1, 10, 30);
    report("e1", MaintenanceKind.REPAIRED, 1L, 30);
    tell("e2", 1, 10, 30);
    report("e2", MaintenanceKind.FAILED, 1L, null);
    tell("e2", 2, 10, 10);
    report("e3", MaintenanceKind.FAILED, null, 5);
    report("e3", MaintenanceKind.ACKNOWLEDGED, 1L, 5);
    harness.setProcessingTime(OPTIONS.patience().toMillis());

    assertThat(harness.extractOutputValues()).isEmpty();
  }

  private void tell(String asset, long run, int from, int to) throws Exception {
    for (int cycle = from; cycle <= to; cycle += OPTIONS.every()) {
      RulPrediction prediction = Predictions.of(asset, run, cycle, 20);
      prediction.setRulLow(10.0);
      prediction.setRulHigh(30.0);
      harness.processElement1(new StreamRecord<>(prediction));
    }
  }

  private void report(String asset, MaintenanceKind kind, Long run, Integer cycle)
      throws Exception {
    MaintenanceEvent event = Reports.of(kind, asset, run, Instant.parse("2026-02-01T00:00:00Z"));
    event.setCycle(cycle);
    harness.processElement2(new StreamRecord<>(event));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, RulPrediction, MaintenanceEvent, JudgedRun>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new RunJudge(OPTIONS, true)),
        RulPrediction::getAsset,
        MaintenanceEvent::getAsset,
        Types.STRING);
  }
}
