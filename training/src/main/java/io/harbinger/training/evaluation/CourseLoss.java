package io.harbinger.training.evaluation;

import java.util.List;
import java.util.OptionalDouble;
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

  /**
   * The loss of one engine, half its normalised absolute error and half its cross-entropy; empty
   * where it was not observed for long enough.
   */
  OptionalDouble of(EngineOutcome outcome) {
    if (outcome.cyclesObserved() < MINIMUM_CYCLES) {
      return OptionalDouble.empty();
    }
    double absoluteError = Math.abs(outcome.predictedRul() - outcome.trueRul()) / (maxRul - minRul);
    double p = Math.min(Math.max(outcome.probability30(), EPSILON), 1 - EPSILON);
    double crossEntropy = outcome.failedWithin(HORIZON) ? -Math.log(p) : -Math.log1p(-p);
    return OptionalDouble.of((absoluteError + crossEntropy) / 2);
  }

  /** The mean loss over these engines, or null where none was observed for long enough. */
  public @Nullable Double of(List<EngineOutcome> outcomes) {
    OptionalDouble mean =
        outcomes.stream().map(this::of).flatMapToDouble(OptionalDouble::stream).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** Standard error of the mean by bootstrap over engines; null as above. */
  @Nullable Double standardError(List<EngineOutcome> sorted, long seed) {
    List<EngineOutcome> counted =
        sorted.stream().filter(outcome -> of(outcome).isPresent()).toList();
    if (counted.isEmpty()) {
      return null;
    }
    return EngineBootstrap.meanStandardError(
        counted.stream().mapToInt(EngineOutcome::unit).toArray(),
        counted.stream().mapToDouble(outcome -> of(outcome).orElseThrow()).toArray(),
        seed);
  }
}
