package io.harbinger.jobs.rul;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;

/** What a prediction record says: a function of the window, the model and its answer alone. */
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
    return RulPrediction.newBuilder()
        .setId(
            "%s/%d/%d/%s/%s"
                .formatted(
                    window.getAsset(),
                    window.getRun(),
                    window.getLastCycle(),
                    model.name(),
                    model.version()))
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
        .setReadingTimestamp(window.getReadingTimestamp())
        .build();
  }

  private static boolean probability(double value) {
    return value >= 0 && value <= 1;
  }
}
