package io.harbinger.training.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loss of the course's own experiment: the mean of (1) the mean absolute error of min-max
 * normalised RUL and (2) the mean binary cross-entropy of "fails within 30 cycles", over engines
 * with at least {@value #MINIMUM_CYCLES} cycles observed.
 *
 * <p>Labels are uncapped and predictions are taken as the model gave them. Probabilities are kept
 * {@value #EPSILON} away from 0 and 1, as Keras does, so that one certain mistake is not infinite.
 *
 * @param minRul RUL that normalises to 0, in cycles: the smallest label of the training engines,
 *     which is 0 for engines that ran to failure
 * @param maxRul RUL that normalises to 1, in cycles: the largest uncapped label of the training
 *     engines
 */
public record CourseLoss(double minRul, double maxRul) {
  /** Engines that were observed for less are left out. */
  public static final int MINIMUM_CYCLES = 50;

  private static final double EPSILON = 1e-7;
  private static final int HORIZON = 30;

  public CourseLoss {
    if (!(Double.isFinite(minRul) && Double.isFinite(maxRul) && minRul < maxRul)) {
      throw new IllegalArgumentException(
          "labels from %s to %s cycles (expected two finite numbers, the first smaller)"
              .formatted(minRul, maxRul));
    }
  }

  /** The loss over these engines, or null where none was observed for long enough. */
  public @Nullable Double of(List<EngineOutcome> outcomes) {
    List<EngineOutcome> counted =
        outcomes.stream().filter(outcome -> outcome.cyclesObserved() >= MINIMUM_CYCLES).toList();
    if (counted.isEmpty()) {
      return null;
    }
    double absoluteError = 0;
    double crossEntropy = 0;
    for (EngineOutcome outcome : counted) {
      absoluteError += Math.abs(outcome.predictedRul() - outcome.trueRul()) / (maxRul - minRul);
      double p = Math.min(Math.max(outcome.probability30(), EPSILON), 1 - EPSILON);
      crossEntropy -= outcome.failedWithin(HORIZON) ? Math.log(p) : Math.log1p(-p);
    }
    return (absoluteError + crossEntropy) / (2 * counted.size());
  }
}
