package io.harbinger.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Truncations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineEvaluationTest {

  private static final List<EngineRun> TRAINING = engines(30, 1);
  private static final BaselineEvaluation EVALUATION =
      new BaselineEvaluation(
          TRAINING,
          List.of(new EngineRun(1, TRAINING.get(0).readings().subList(0, 100))),
          List.of(TRAINING.get(0).readings().size() - 100),
          Truncations.OF_ONE_CONDITION,
          3,
          7);

  @Test
  void everyTrainingEngineIsPredictedOnceAtEachCycle() {
    BaselineResult result = EVALUATION.run(Baseline.RIDGE);

    assertThat(result.heldOut())
        .extracting(RulTrajectory::engine)
        .containsExactlyInAnyOrderElementsOf(TRAINING.stream().map(EngineRun::unit).toList());
    assertThat(result.heldOut())
        .allSatisfy(
            t -> assertThat(t.cycles()).hasSize(TRAINING.get(t.engine() - 1).readings().size()));
    assertThat(result.test().get(0).last().trueRul())
        .isEqualTo(TRAINING.get(0).readings().size() - 100);
  }

  @Test
  void whatReadsTheSensorsBeatsTheConstantAndHistoryBeatsASingleReading() {
    double constant = rmse(Baseline.CONSTANT);
    double ridge = rmse(Baseline.RIDGE);
    double boosting = rmse(Baseline.BOOSTING);

    assertThat(ridge).isLessThan(0.8 * constant);
    assertThat(boosting).isLessThan(ridge);
  }

  @Test
  void aPredictionDoesNotKnowLaterCycles() {
    EngineRun whole = TRAINING.get(3);
    EngineRun cut = new EngineRun(whole.unit(), whole.readings().subList(0, 80));
    for (Baseline baseline : Baseline.values()) {
      try (FittedBaseline model =
          baseline.fit(TRAINING.subList(5, 25), Truncations.OF_ONE_CONDITION, 1)) {
        assertThat(model.predict(cut)).isEqualTo(model.predict(whole).subList(0, 80));
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameTrees() {
    assertThat(EVALUATION.run(Baseline.BOOSTING)).isEqualTo(EVALUATION.run(Baseline.BOOSTING));
  }

  @Test
  void foldsHoldEveryEngineOnce() {
    EngineFolds folds = EngineFolds.of(TRAINING, 4, 9);

    assertThat(folds.folds().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(TRAINING);
    assertThat(folds.without(2)).doesNotContainAnyElementsOf(folds.folds().get(2));
  }

  @Test
  void theSlopeOfAWindowIsPerCycle() {
    List<CycleReading> readings = new ArrayList<>();
    for (int cycle = 1; cycle <= 40; cycle++) {
      readings.add(reading(cycle, 0, cycle));
    }
    EngineRun engine = new EngineRun(1, readings);
    ConditionScaling scaling = ConditionScaling.fit(List.of(engine));

    float[] row = WindowStatistics.of(engine, scaling)[39];

    // Sensor values 1 to 40: deviation sqrt((40^2 - 1) / 12).
    double deviation = Math.sqrt(1599 / 12.0);
    assertThat(row[0]).isEqualTo((float) ((25.5 - 20.5) / deviation));
    assertThat((double) row[2]).isCloseTo(1 / deviation, within(1e-6));
    assertThat(row[3]).isEqualTo((float) ((40 - 20.5) / deviation));
    assertThat(row[row.length - 1]).isEqualTo(40);
  }

  @Test
  void sensorsAreScaledWithinTheirCondition() {
    List<CycleReading> readings = new ArrayList<>();
    for (int cycle = 1; cycle <= 20; cycle++) {
      double altitude = cycle % 2 == 0 ? 42.003 : 0.001;
      readings.add(reading(cycle, altitude, cycle % 2 == 0 ? 1000 + cycle % 4 : 5 + cycle % 4));
    }
    ConditionScaling scaling = ConditionScaling.fit(List.of(new EngineRun(1, readings)));

    assertThat(OperatingCondition.of(readings.get(1))).isEqualTo(5);
    assertThat(Math.abs(scaled(scaling, readings.get(0)))).isLessThan(2);
    assertThat(Math.abs(scaled(scaling, readings.get(1)))).isLessThan(2);
  }

  @Test
  void refusesMoreFoldsThanEngines() {
    assertThatThrownBy(
            () ->
                new BaselineEvaluation(
                    TRAINING, List.of(), List.of(), Truncations.OF_ONE_CONDITION, 31, 1))
        .hasMessage("31 folds of 30 engines (expected 2 to as many as engines)");
  }

  private static double scaled(ConditionScaling scaling, CycleReading reading) {
    return scaling.scaled(reading)[0];
  }

  private static double rmse(Baseline baseline) {
    return EVALUATION.run(baseline).heldOutMetrics().errors().rmseCapped();
  }

  /** Sensors that rise as the failure comes nearer, under noise. */
  private static List<EngineRun> engines(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            unit -> {
              int life = 130 + random.nextInt(120);
              List<CycleReading> readings = new ArrayList<>();
              for (int cycle = 1; cycle <= life; cycle++) {
                double wear = 10 * Math.exp(-(life - cycle) / 52.0);
                readings.add(reading(cycle, 0, wear + 1.5 * random.nextGaussian()));
              }
              return new EngineRun(unit, readings);
            })
        .toList();
  }

  private static CycleReading reading(int cycle, double altitude, double sensor) {
    return new CycleReading(cycle, List.of(altitude, 0.0, 100.0), Collections.nCopies(21, sensor));
  }
}
