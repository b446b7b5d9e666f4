package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.baseline.FittedBaseline.Told;
import io.harbinger.training.conformal.CrossConformal;
import io.harbinger.training.conformal.RulCalibration;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Truncations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits baselines and says what each tells of every engine. Training engines are predicted out of
 * fold and calibrated by the other folds; test engines by a model of all training engines, with the
 * calibration of all folds. Nothing is chosen on either. Immutable.
 *
 * @param training engines that ran to failure
 * @param test engines whose records end earlier, possibly none
 * @param testRul cycles left after the last record of each test engine, in their order
 * @param truncations that training engines are cut by to calibrate
 * @param folds that the training engines are divided into, 2 or more
 * @param seed of the division and of the models
 */
public record BaselineEvaluation(
    List<EngineRun> training,
    List<EngineRun> test,
    List<Integer> testRul,
    Truncations truncations,
    int folds,
    long seed) {

  public BaselineEvaluation {
    training = List.copyOf(training);
    test = List.copyOf(test);
    testRul = List.copyOf(testRul);
    if (test.size() != testRul.size()) {
      throw new IllegalArgumentException(
          "%d test engines and %d true RULs (expected equally many)"
              .formatted(test.size(), testRul.size()));
    }
    if (folds < 2 || folds > training.size()) {
      throw new IllegalArgumentException(
          "%d folds of %d engines (expected 2 to as many as engines)"
              .formatted(folds, training.size()));
    }
  }

  /**
   * Of a directory in NASA's layout; without test engines where its test or RUL file is not there.
   */
  public static BaselineEvaluation of(Path data, Subset subset, int folds, long seed) {
    boolean tested =
        Files.exists(CmapssDirectory.testFile(data, subset))
            && Files.exists(CmapssDirectory.rulFile(data, subset));
    return new BaselineEvaluation(
        CmapssDirectory.train(data, subset),
        tested ? CmapssDirectory.test(data, subset) : List.of(),
        tested ? IntStream.of(CmapssDirectory.rul(data, subset)).boxed().toList() : List.of(),
        Truncations.of(subset),
        folds,
        seed);
  }

  /** Fits and asks one baseline, folds + 1 times. */
  public BaselineResult run(Baseline baseline) {
    EngineFolds divided = EngineFolds.of(training, folds, seed);
    List<List<RulTrajectory>> outOfFold = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      try (FittedBaseline model = baseline.fit(divided.without(fold), truncations, seed)) {
        outOfFold.add(
            divided.folds().get(fold).stream().map(e -> trajectory(model, e, 0)).toList());
      }
    }
    CrossConformal crossed = new CrossConformal(outOfFold);
    RulCalibration calibration = crossed.pooled(truncations, baseline.intervals());
    return new BaselineResult(
        baseline,
        truncations,
        crossed.calibratedByOthers(truncations, baseline.intervals()),
        test.isEmpty() ? List.of() : tested(baseline, calibration),
        calibration);
  }

  private List<RulTrajectory> tested(Baseline baseline, RulCalibration calibration) {
    try (FittedBaseline model = baseline.fit(training, truncations, seed)) {
      return IntStream.range(0, test.size())
          .mapToObj(i -> calibration.apply(trajectory(model, test.get(i), testRul.get(i))))
          .toList();
    }
  }

  private static RulTrajectory trajectory(FittedBaseline model, EngineRun engine, int left) {
    List<Told> told = model.predict(engine);
    List<CyclePrediction> cycles = new ArrayList<>();
    for (int t = 0; t < told.size(); t++) {
      Told at = told.get(t);
      cycles.add(
          new CyclePrediction(
              engine.readings().get(t).cycle(),
              left + told.size() - 1.0 - t,
              at.rul(),
              at.lower(),
              at.upper(),
              0.5,
              0.5,
              OperatingCondition.of(engine.readings().get(t))));
    }
    return new RulTrajectory(engine.unit(), left == 0, cycles);
  }
}
