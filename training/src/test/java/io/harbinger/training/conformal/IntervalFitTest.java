package io.harbinger.training.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.IntervalCalibration.Base;
import io.harbinger.training.evaluation.GroupMetrics;
import io.harbinger.training.evaluation.IntervalMetrics;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Trajectories;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.Truncations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalFitTest {

  private static final Truncations TRUNCATIONS = Truncations.OF_ONE_CONDITION;

  @Test
  void takesTheConformalQuantileOfOnePredictionAnEngine() {
    // 19 engines, errors 1 to 19 cycles: ceil(20 * 0.9) = the 18th smallest.
    IntervalFit oneBand = new IntervalFit(0.9, Base.PREDICTION, Tails.JOINT, List.of());

    IntervalCalibration calibration = oneBand.fit(errors(19));

    assertThat(calibration.apply(60, 60, 60).lower()).isEqualTo(42);
    assertThat(calibration.apply(60, 60, 60).upper()).isEqualTo(78);
  }

  @Test
  void manyCutsOfAnEngineCountAsOneEngine() {
    IntervalFit oneBand = new IntervalFit(0.9, Base.PREDICTION, Tails.JOINT, List.of());
    List<Drawn> repeated = new ArrayList<>();
    for (Drawn d : errors(19).drawn()) {
      for (int cut = 0; cut < 100; cut++) {
        repeated.add(new Drawn(d.engine(), 0.01, d.prediction()));
      }
    }

    // Pooling would take the 1711th of 1900, which is 18 too, but at 0.95 the 19th, not beyond.
    assertThat(oneBand.fit(new PredictionSample(repeated))).isEqualTo(oneBand.fit(errors(19)));
    assertThat(
            new IntervalFit(0.96, Base.PREDICTION, Tails.JOINT, List.of())
                .fit(errors(30))
                .bands()
                .get(0)
                .offsets())
        .extracting(IntervalCalibration.Offset::coverage)
        .doesNotContain(0.975);
  }

  @Test
  void refusesACoverageThatSoFewEnginesCannotGive() {
    IntervalFit oneBand = new IntervalFit(0.9, Base.PREDICTION, Tails.JOINT, List.of());

    assertThatThrownBy(() -> oneBand.fit(errors(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8.0 engines")
        .hasMessageContaining("expected at least 9");
    assertThat(oneBand.fit(errors(9)).apply(60, 60, 60).upper()).isEqualTo(69);
  }

  @Test
  void joinsBandsThatTooFewEnginesHavePassed() {
    assertThat(IntervalFit.DEFAULT.fit(sample(Trajectories.fleet(12, 1))).bands()).hasSize(1);
    assertThat(IntervalFit.DEFAULT.fit(sample(Trajectories.fleet(100, 1))).bands())
        .hasSizeGreaterThan(4);
  }

  @Test
  void separateTailsMoveTheEndThatErrs() {
    // Predictions are early by 1 to 60 cycles, never late.
    List<Drawn> early = new ArrayList<>();
    for (int engine = 1; engine <= 60; engine++) {
      early.add(new Drawn(engine, 1, Trajectories.prediction(40 + engine, 40, 40, 40)));
    }
    IntervalFit separate = new IntervalFit(0.9, Base.QUANTILES, Tails.SEPARATE, List.of());

    IntervalCalibration calibration = separate.fit(new PredictionSample(early));

    assertThat(calibration.apply(40, 40, 40).lower()).isEqualTo(40);
    assertThat(calibration.apply(40, 40, 40).upper()).isEqualTo(98);
  }

  /** The point of it all: engines that neither weights nor calibration have seen. */
  @Test
  void coversNewEnginesAsOftenAsItSaysWhereRawQuantilesDoNot() {
    double covered = 0;
    double raw = 0;
    double late = 0;
    int repeats = 20;
    for (int repeat = 0; repeat < repeats; repeat++) {
      RulCalibration calibration =
          RulCalibration.fit(
              Trajectories.fleet(50, 100 + repeat), TRUNCATIONS, IntervalFit.DEFAULT);
      List<RulTrajectory> others = Trajectories.fleet(100, 1000 + repeat);
      raw += interval(others).coverage() / repeats;
      List<RulTrajectory> calibrated = others.stream().map(calibration::apply).toList();
      covered += interval(calibrated).coverage() / repeats;
      late += bands(calibrated).get(0).interval().meanWidth() / repeats;
    }

    assertThat(raw).isLessThan(0.5);
    assertThat(covered).isBetween(0.88, 0.95);
    assertThat(late).as("width with fewer than 30 cycles left").isLessThan(25);
  }

  @Test
  void crossConformalCalibratesEachEngineByTheOthers() {
    CrossConformal folds =
        new CrossConformal(
            List.of(
                Trajectories.fleet(60, 5).subList(0, 20),
                Trajectories.fleet(60, 5).subList(20, 40),
                Trajectories.fleet(60, 5).subList(40, 60)));

    List<RulTrajectory> calibrated = folds.calibratedByOthers(TRUNCATIONS, IntervalFit.DEFAULT);

    assertThat(calibrated).extracting(RulTrajectory::engine).hasSize(60).doesNotHaveDuplicates();
    assertThat(interval(calibrated).coverage()).isCloseTo(0.9, within(0.08));
    assertThat(folds.pooled(TRUNCATIONS, IntervalFit.DEFAULT))
        .isEqualTo(RulCalibration.fit(Trajectories.fleet(60, 5), TRUNCATIONS, IntervalFit.DEFAULT));
    assertThatThrownBy(
            () -> new CrossConformal(List.of(folds.folds().get(0), folds.folds().get(0))))
        .hasMessageContaining("in two folds");
  }

  private static IntervalMetrics interval(List<RulTrajectory> trajectories) {
    return TrajectoryEvaluation.ofHeldOut(trajectories, TRUNCATIONS, 0.9).interval();
  }

  private static List<GroupMetrics> bands(List<RulTrajectory> trajectories) {
    return TrajectoryEvaluation.ofHeldOut(trajectories, TRUNCATIONS, 0.9).byBand();
  }

  private static PredictionSample sample(List<RulTrajectory> trajectories) {
    return PredictionSample.truncated(trajectories, TRUNCATIONS);
  }

  /** Engine i is predicted i cycles late. */
  private static PredictionSample errors(int engines) {
    List<Drawn> drawn = new ArrayList<>();
    for (int engine = 1; engine <= engines; engine++) {
      drawn.add(new Drawn(engine, 1, Trajectories.prediction(60, 60.0 + engine, 0, 125)));
    }
    return new PredictionSample(drawn);
  }
}
