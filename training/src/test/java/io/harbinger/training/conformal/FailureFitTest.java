package io.harbinger.training.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.FailureCalibration.Logistic;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Trajectories;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import io.harbinger.training.evaluation.Truncations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FailureFitTest {

  @Test
  void findsTheLogisticThatMadeTheOutcomes() {
    // True logit of failing within 30: 0.5 * raw logit + 1; the RUL says nothing.
    SplittableRandom random = new SplittableRandom(3);
    List<Drawn> drawn = new ArrayList<>();
    for (int engine = 0; engine < 20_000; engine++) {
      double logit = 6 * random.nextDouble() - 4;
      boolean fails = random.nextDouble() < sigmoid(0.5 * logit + 1);
      double rul = 20 + 60 * random.nextDouble();
      drawn.add(
          new Drawn(
              engine,
              1,
              new CyclePrediction(9, fails ? 10 : 90, rul, rul, rul, 0.5, sigmoid(logit), 0)));
    }

    Logistic within30 = FailureFit.fit(new PredictionSample(drawn)).within30();

    assertThat(within30.logitWeight()).isCloseTo(0.5, within(0.05));
    assertThat(within30.intercept() + 50 * within30.rulWeight()).isCloseTo(1, within(0.1));
  }

  @Test
  void makesProbabilitiesOfNewEnginesMeanWhatTheySay() {
    RulCalibration calibration =
        RulCalibration.fit(
            Trajectories.fleet(60, 1), Truncations.OF_ONE_CONDITION, IntervalFit.DEFAULT);
    List<RulTrajectory> others = Trajectories.fleet(300, 2);

    TrajectoryMetrics raw = metrics(others);
    TrajectoryMetrics calibrated = metrics(others.stream().map(calibration::apply).toList());

    assertThat(calibrated.within30().brier()).isLessThan(raw.within30().brier());
    assertThat(calibrated.within30().calibrationError())
        .isLessThan(0.03)
        .isLessThan(raw.within30().calibrationError());
  }

  @Test
  void readsTheRulAloneWhereThereIsNoFailureHead() {
    List<RulTrajectory> headless =
        Trajectories.fleet(40, 4).stream()
            .map(
                t ->
                    t.map(
                        p -> CyclePrediction.ofRul(p.cycle(), p.trueRul(), p.rul(), p.condition())))
            .toList();

    FailureCalibration fitted =
        FailureFit.fit(PredictionSample.truncated(headless, Truncations.OF_ONE_CONDITION));

    assertThat(fitted.within15().logitWeight()).isZero();
    assertThat(fitted.within15().rulWeight()).isNegative();
    assertThat(fitted.apply(0.5, 0.5, 2).within15()).isGreaterThan(0.8);
    assertThat(fitted.apply(0.5, 0.5, 100).within30()).isLessThan(0.05);
  }

  @Test
  void staysFiniteWhereNothingIsMistaken() {
    List<RulTrajectory> perfect = new ArrayList<>();
    for (int engine = 1; engine <= 20; engine++) {
      perfect.add(Trajectories.toFailure(engine, 180 + engine, rul -> rul));
    }

    FailureCalibration fitted =
        FailureFit.fit(PredictionSample.truncated(perfect, Truncations.OF_ONE_CONDITION));

    assertThat(fitted.within30().rulWeight()).isBetween(-10.0, -0.01);
    assertThat(fitted.apply(0.5, 0.5, 28).within30())
        .isGreaterThan(fitted.apply(0.5, 0.5, 33).within30());
  }

  @Test
  void leavesOutASignalThatPointsTheWrongWay() {
    List<Drawn> drawn = new ArrayList<>();
    for (int engine = 0; engine < 100; engine++) {
      double rul = engine;
      drawn.add(new Drawn(engine, 1, new CyclePrediction(9, 99 - rul, rul, rul, rul, 0.5, 0.5, 0)));
    }

    Logistic fitted = FailureFit.fit(new PredictionSample(drawn)).within30();

    assertThat(fitted.rulWeight()).isZero();
    assertThat(sigmoid(fitted.intercept())).isCloseTo(0.31, within(0.02));
  }

  private static TrajectoryMetrics metrics(List<RulTrajectory> trajectories) {
    return TrajectoryEvaluation.ofHeldOut(trajectories, Truncations.OF_ONE_CONDITION, 0.9);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }
}
