package io.harbinger.training.conformal;

import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Truncations;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Calibration from several folds: each engine predicted by a model that was not fitted to it.
 * Immutable.
 *
 * @param folds raw out-of-fold predictions, at least two folds, an engine in one alone
 */
public record CrossConformal(List<List<RulTrajectory>> folds) {

  public CrossConformal {
    folds = folds.stream().map(List::copyOf).toList();
    List<Integer> engines =
        folds.stream().flatMap(List::stream).map(RulTrajectory::engine).sorted().toList();
    if (folds.size() < 2 || folds.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "folds of %s engines (expected at least two folds, none empty)"
              .formatted(folds.stream().map(List::size).toList()));
    }
    if (engines.stream().distinct().count() != engines.size()) {
      throw new IllegalArgumentException("an engine is in two folds (expected each in one alone)");
    }
  }

  /** The calibration to serve with: on all folds. */
  public RulCalibration pooled(Truncations truncations, IntervalFit intervals) {
    return RulCalibration.fit(all(folds), truncations, intervals);
  }

  /**
   * Every engine calibrated by the other folds, to measure on: neither weights nor calibration have
   * seen it.
   */
  public List<RulTrajectory> calibratedByOthers(Truncations truncations, IntervalFit intervals) {
    return IntStream.range(0, folds.size())
        .mapToObj(
            fold -> {
              List<List<RulTrajectory>> others =
                  IntStream.range(0, folds.size())
                      .filter(other -> other != fold)
                      .mapToObj(folds::get)
                      .toList();
              RulCalibration calibration = RulCalibration.fit(all(others), truncations, intervals);
              return folds.get(fold).stream().map(calibration::apply).toList();
            })
        .flatMap(List::stream)
        .toList();
  }

  private static List<RulTrajectory> all(List<List<RulTrajectory>> folds) {
    return folds.stream().flatMap(List::stream).toList();
  }
}
