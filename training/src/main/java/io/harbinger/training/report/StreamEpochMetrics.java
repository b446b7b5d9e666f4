package io.harbinger.training.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One row of the streaming network's metrics.csv. Immutable. Errors are in cycles, on engines that
 * the member in question was not fitted to.
 *
 * @param epoch from 1
 * @param learningRate of the epoch's last step
 * @param trainLoss mean of a member and step, with dropout
 * @param rmseTruncated of single members, engines cut short as a test set is, truth capped
 * @param rmseLowest the best member's
 * @param rmseHighest the worst member's
 * @param rmseEveryCycle of single members over every cycle, truth capped
 * @param seconds the epoch took, measuring included
 */
@JsonPropertyOrder({
  "epoch",
  "learningRate",
  "trainLoss",
  "rmseTruncated",
  "rmseLowest",
  "rmseHighest",
  "rmseEveryCycle",
  "seconds"
})
public record StreamEpochMetrics(
    int epoch,
    double learningRate,
    double trainLoss,
    double rmseTruncated,
    double rmseLowest,
    double rmseHighest,
    double rmseEveryCycle,
    double seconds)
    implements EpochRow {

  public StreamEpochMetrics {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch is %d (expected 1 or more)".formatted(epoch));
    }
  }
}
