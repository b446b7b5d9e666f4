package io.harbinger.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How well "fails within w cycles" was decided: the four counts, and the ratios that follow from
 * them. Immutable.
 *
 * <p>A ratio whose denominator is zero has no value: it is null here and {@code null} in JSON,
 * neither 0 nor 1. So precision is null where no engine was said to fail, recall where none failed,
 * and F1 = 2TP/(2TP + FP + FN) only where both hold.
 *
 * @param truePositives said to fail and did
 * @param falsePositives said to fail and did not: a false alarm
 * @param falseNegatives not said to fail and did: a missed failure
 * @param trueNegatives not said to fail and did not
 */
@JsonPropertyOrder({
  "accuracy",
  "precision",
  "recall",
  "f1",
  "truePositives",
  "falsePositives",
  "falseNegatives",
  "trueNegatives"
})
public record HorizonMetrics(
    int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {

  public HorizonMetrics {
    if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0) {
      throw new IllegalArgumentException(
          "counts are TP %d, FP %d, FN %d, TN %d (expected none below 0)"
              .formatted(truePositives, falsePositives, falseNegatives, trueNegatives));
    }
  }

  /**
   * Counts decisions against the truth.
   *
   * @param horizon w, in cycles
   * @param saidToFail the decision about an outcome
   */
  static HorizonMetrics count(
      List<EngineOutcome> outcomes, int horizon, Predicate<EngineOutcome> saidToFail) {
    int truePositives = 0;
    int falsePositives = 0;
    int falseNegatives = 0;
    int trueNegatives = 0;
    for (EngineOutcome outcome : outcomes) {
      boolean failed = outcome.failedWithin(horizon);
      if (saidToFail.test(outcome)) {
        truePositives += failed ? 1 : 0;
        falsePositives += failed ? 0 : 1;
      } else {
        falseNegatives += failed ? 1 : 0;
        trueNegatives += failed ? 0 : 1;
      }
    }
    return new HorizonMetrics(truePositives, falsePositives, falseNegatives, trueNegatives);
  }

  /** Share of the decisions that were right. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public @Nullable Double accuracy() {
    return ratio(
        truePositives + trueNegatives,
        truePositives + falsePositives + falseNegatives + trueNegatives);
  }

  /** Share of the alarms that were right. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public @Nullable Double precision() {
    return ratio(truePositives, truePositives + falsePositives);
  }

  /** Share of the failures that were announced. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public @Nullable Double recall() {
    return ratio(truePositives, truePositives + falseNegatives);
  }

  /** Harmonic mean of precision and recall; 0 where there were failures or alarms but no match. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public @Nullable Double f1() {
    return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  private static @Nullable Double ratio(int part, int whole) {
    return whole == 0 ? null : (double) part / whole;
  }
}
