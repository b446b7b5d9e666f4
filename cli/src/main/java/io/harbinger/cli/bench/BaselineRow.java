package io.harbinger.cli.bench;

import io.harbinger.training.baseline.BaselineResult;
import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import org.jspecify.annotations.Nullable;

/**
 * A baseline's figures; its JSON keys are its component names.
 *
 * @param baseline its name
 * @param description what it is, in words
 * @param heldOut of training engines, each predicted out of fold
 * @param test of test engines; null where their files are not there
 */
record BaselineRow(
    String baseline,
    String description,
    TrajectoryMetrics heldOut,
    @Nullable TrajectoryMetrics test) {

  static BaselineRow of(BaselineResult result) {
    return new BaselineRow(
        result.baseline().label(),
        result.baseline().description(),
        result.heldOutMetrics(),
        result.testMetrics());
  }

  ComparedModel compared() {
    return new ComparedModel(baseline, description, heldOut, test);
  }
}
