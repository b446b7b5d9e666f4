package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.FailureProbability;
import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.RulEstimate;

/** Makes estimates of what all members together say: bounds and calibrates them. */
final class EstimateReading {

  private final StreamSpec spec;
  private final FailureProbability failure;

  EstimateReading(StreamSpec spec) {
    this.spec = spec;
    this.failure = new FailureProbability(spec.network().horizons());
  }

  /**
   * The estimate of a step.
   *
   * @param told by {@link StreamNetwork#tell}
   * @param at the step's first number
   */
  RulEstimate estimate(float[] told, int at) {
    float[] logits = new float[spec.network().horizons().size()];
    System.arraycopy(told, at + 3, logits, 0, logits.length);
    double rul = bounded(told[at]);
    return calibrated(
        rul,
        told[at + 1],
        told[at + 2],
        failure.within(15, logits, rul),
        failure.within(30, logits, rul));
  }

  private RulEstimate calibrated(
      double rul, double low, double high, double within15, double within30) {
    IntervalCalibration interval = spec.interval();
    FailureCalibration calibration = spec.failure();
    IntervalCalibration.Interval told =
        interval == null
            ? new IntervalCalibration.Interval(
                Math.min(rul, bounded(low)), Math.max(rul, bounded(high)))
            : interval.apply(rul, low, high);
    FailureCalibration.Probabilities within =
        calibration == null
            ? new FailureCalibration.Probabilities(within15, within30)
            : calibration.apply(within15, within30, rul);
    return new RulEstimate(rul, told.lower(), told.upper(), within.within15(), within.within30());
  }

  private double bounded(double cycles) {
    return Math.max(0, Math.min(spec.cap(), cycles));
  }
}
