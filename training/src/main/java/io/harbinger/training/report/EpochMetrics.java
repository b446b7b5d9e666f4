package io.harbinger.training.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One row of metrics.csv: what an epoch came to. Immutable. NaN is what was not measured, for
 * instance everything of the validation where no engine is held out.
 *
 * @param epoch from 1
 * @param learningRate of the epoch's last step
 * @param trainLoss mean weighted sum of both heads' losses over the epoch's steps, with dropout
 * @param trainFailureLoss mean cross-entropy of the failure head
 * @param trainRulLoss mean loss of the RUL head, over normalised labels
 * @param validationLoss the same sum over the held-out engines, without dropout
 * @param validationFailureLoss its part of the failure head
 * @param validationRulLoss its part of the RUL head
 * @param validationRmseCapped RMSE in cycles of the held-out engines' truncations, truth capped
 * @param validationRmseAllCycles RMSE in cycles over every cycle of the held-out engines, capped
 * @param seconds the epoch took, validation included
 */
@JsonPropertyOrder({
  "epoch",
  "learningRate",
  "trainLoss",
  "trainFailureLoss",
  "trainRulLoss",
  "validationLoss",
  "validationFailureLoss",
  "validationRulLoss",
  "validationRmseCapped",
  "validationRmseAllCycles",
  "seconds"
})
public record EpochMetrics(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainFailureLoss,
    double trainRulLoss,
    double validationLoss,
    double validationFailureLoss,
    double validationRulLoss,
    double validationRmseCapped,
    double validationRmseAllCycles,
    double seconds)
    implements EpochRow {

  public EpochMetrics {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch is %d (expected 1 or more)".formatted(epoch));
    }
  }
}
