package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.FailureProbability;
import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.RulEstimate;

/**
 * Reads what all members say together: the mean of their lives, of their intervals' ends and of
 * their probabilities.
 *
 * @param spec of the model
 */
record EnsembleReading(StreamSpec spec) {

  /**
   * The estimate of a machine at a step.
   *
   * @param outputs (members, time, batch, outputs)
   */
  RulEstimate estimate(float[] outputs, int time, int batch, int step, int index) {
    int members = spec.network().members();
    int width = spec.network().outputs();
    double rul = 0;
    double low = 0;
    double high = 0;
    double[] logits = new double[spec.network().horizons().size()];
    for (int member = 0; member < members; member++) {
      int at = ((member * time + step) * batch + index) * width;
      StreamOutput output = StreamOutput.read(outputs, at, width, spec.cap());
      rul += output.rul() / members;
      low += output.low() / members;
      high += output.high() / members;
      for (int i = 0; i < logits.length; i++) {
        logits[i] += output.logits()[i] / members;
      }
    }
    float[] mean = new float[logits.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) logits[i];
    }
    FailureProbability failure = new FailureProbability(spec.network().horizons());
    double told = bounded(rul);
    return calibrated(
        told, low, high, failure.within(15, mean, told), failure.within(30, mean, told));
  }

  /** The mean life that the members tell at a step, in cycles, bounded by nothing. */
  double life(float[] outputs, int time, int batch, int step, int index) {
    int members = spec.network().members();
    double rul = 0;
    for (int member = 0; member < members; member++) {
      int at = ((member * time + step) * batch + index) * spec.network().outputs();
      rul += outputs[at] * spec.cap() / members;
    }
    return rul;
  }

  private RulEstimate calibrated(
      double rul, double low, double high, double within15, double within30) {
    IntervalCalibration interval = spec.interval();
    FailureCalibration failure = spec.failure();
    IntervalCalibration.Interval told =
        interval == null
            ? new IntervalCalibration.Interval(
                Math.min(rul, bounded(low)), Math.max(rul, bounded(high)))
            : interval.apply(rul, low, high);
    FailureCalibration.Probabilities within =
        failure == null
            ? new FailureCalibration.Probabilities(within15, within30)
            : failure.apply(within15, within30, rul);
    return new RulEstimate(rul, told.lower(), told.upper(), within.within15(), within.within30());
  }

  private double bounded(double cycles) {
    return Math.max(0, Math.min(spec.cap(), cycles));
  }
}
