package io.harbinger.training.conformal;

import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.FailureCalibration.Probabilities;
import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.IntervalCalibration.Interval;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Truncations;
import java.util.List;

/**
 * Everything that is calibrated of a model, fitted on the same held-out cuts. Immutable.
 *
 * @param interval of RUL
 * @param failure of the probabilities of failure
 */
public record RulCalibration(IntervalCalibration interval, FailureCalibration failure) {

  /**
   * Fits both.
   *
   * @param heldOut raw predictions of engines that ran to failure and that the weights were not
   *     fitted to; out-of-fold predictions of several folds may be put together (cross-conformal,
   *     Vovk 2015), which uses every engine but, the model that serves being another than those
   *     that were scored, promises no exact coverage: measure it, as {@link CrossConformal} does
   * @param truncations as the engines to come will be met
   */
  public static RulCalibration fit(
      List<RulTrajectory> heldOut, Truncations truncations, IntervalFit intervals) {
    PredictionSample sample = PredictionSample.truncated(heldOut, truncations);
    return new RulCalibration(intervals.fit(sample), FailureFit.fit(sample));
  }

  /** An engine's raw predictions, calibrated. */
  public RulTrajectory apply(RulTrajectory raw) {
    return raw.map(this::apply);
  }

  private CyclePrediction apply(CyclePrediction raw) {
    Interval calibrated = interval.apply(raw.rul(), raw.lower(), raw.upper());
    Probabilities probabilities = failure.apply(raw.within15(), raw.within30(), raw.clippedRul());
    return new CyclePrediction(
        raw.cycle(),
        raw.trueRul(),
        raw.rul(),
        calibrated.lower(),
        calibrated.upper(),
        probabilities.within15(),
        probabilities.within30(),
        raw.condition());
  }
}
