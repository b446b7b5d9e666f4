package io.harbinger.training.baseline;

import io.harbinger.training.conformal.RulCalibration;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import io.harbinger.training.evaluation.Truncations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline said. Immutable.
 *
 * @param baseline which
 * @param truncations that held-out engines are measured at
 * @param heldOut every training engine, predicted by a model that was not fitted to it and
 *     calibrated on others
 * @param test test engines, predicted by a model of all training engines; empty where the directory
 *     has none
 * @param calibration of the test engines, on all out-of-fold predictions
 */
public record BaselineResult(
    Baseline baseline,
    Truncations truncations,
    List<RulTrajectory> heldOut,
    List<RulTrajectory> test,
    RulCalibration calibration) {

  public BaselineResult {
    heldOut = List.copyOf(heldOut);
    test = List.copyOf(test);
  }

  /** Of the held-out engines. */
  public TrajectoryMetrics heldOutMetrics() {
    return TrajectoryEvaluation.ofHeldOut(heldOut, truncations, calibration.interval().nominal());
  }

  /** Of the test engines; null where there are none. */
  public @Nullable TrajectoryMetrics testMetrics() {
    return test.isEmpty()
        ? null
        : TrajectoryEvaluation.ofTest(test, calibration.interval().nominal());
  }
}
