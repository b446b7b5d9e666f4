package io.harbinger.jobs.rul;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReason;
import io.harbinger.contract.SensorWindow;
import io.harbinger.jobs.rul.memory.Verdict;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;

/** What a prediction record says: a function of the readings, the model and its answer alone. */
final class RulPredictions {

  private RulPredictions() {}

  /** Fails with {@link IllegalArgumentException} if the model's answer is not a finite number. */
  static RulPrediction of(SensorWindow window, ModelInfo model, RulEstimate estimate) {
    if (!Double.isFinite(estimate.rul())
        || !probability(estimate.within15())
        || !probability(estimate.within30())) {
      throw new IllegalArgumentException(
          "model %s/%s answered %s (expected a finite RUL and probabilities from 0 to 1)"
              .formatted(model.name(), model.version(), estimate));
    }
    return prediction(window, model, estimate).build();
  }

  /** What a streaming model says at the window's last reading. */
  static RulPrediction of(SensorWindow window, Verdict.Predicted predicted) {
    return prediction(window, predicted.model(), predicted.estimate())
        .setPadded(0)
        .setMissing(predicted.missing())
        .setHistory(predicted.history())
        .setReasons(
            predicted.reasons().stream()
                .map(r -> new SensorReason(r.sensor(), r.deviation(), r.cycles()))
                .toList())
        .build();
  }

  private static RulPrediction.Builder prediction(
      SensorWindow window, ModelInfo model, RulEstimate estimate) {
    return RulPrediction.newBuilder()
        .setId(
            window.getAsset()
                + '/'
                + window.getRun()
                + '/'
                + window.getLastCycle()
                + '/'
                + model.name()
                + '/'
                + model.version())
        .setAsset(window.getAsset())
        .setRun(window.getRun())
        .setCycle(window.getLastCycle())
        .setRul(estimate.rul())
        .setRulLow(estimate.low())
        .setRulHigh(estimate.high())
        .setProbabilityWithin15(estimate.within15())
        .setProbabilityWithin30(estimate.within30())
        .setPadded(window.getPadded())
        .setMissing(window.getMissing())
        .setModel(model.name())
        .setVersion(model.version())
        .setReadingTimestamp(window.getReadingTimestamp());
  }

  private static boolean probability(double value) {
    return value >= 0 && value <= 1;
  }
}
