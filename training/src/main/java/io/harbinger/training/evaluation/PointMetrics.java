package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far predicted RUL was from the truth. Immutable.
 *
 * @param engines number of different engines
 * @param rmseCapped in cycles, the truth capped at 125
 * @param rmseCappedInterval of it, by bootstrap over engines
 * @param maeCapped mean absolute error in cycles, the truth capped at 125
 * @param meanErrorCapped mean of predicted - true in cycles, capped: above 0 where predictions are
 *     late on the whole
 * @param rmseUncapped in cycles, against the full truth
 * @param scoreCapped PHM08 score with the truth capped at 125: a sum over engines, an engine with
 *     several predictions counting by their mean
 * @param scoreUncapped likewise against the full truth
 */
public record PointMetrics(
    int engines,
    double rmseCapped,
    BootstrapInterval rmseCappedInterval,
    double maeCapped,
    double meanErrorCapped,
    double rmseUncapped,
    double scoreCapped,
    double scoreUncapped) {

  static PointMetrics of(List<Drawn> drawn, long seed) {
    ToDoubleFunction<CyclePrediction> capped = p -> p.clippedRul() - p.cappedRul();
    ToDoubleFunction<CyclePrediction> uncapped = p -> p.clippedRul() - p.trueRul();
    return new PointMetrics(
        new PredictionSample(drawn).engines(),
        Math.sqrt(WeightedMean.of(drawn, square(capped))),
        BootstrapInterval.of(drawn, square(capped), Math::sqrt, seed),
        WeightedMean.of(drawn, p -> Math.abs(capped.applyAsDouble(p))),
        WeightedMean.of(drawn, capped),
        Math.sqrt(WeightedMean.of(drawn, square(uncapped))),
        WeightedMean.sum(drawn, p -> score(capped.applyAsDouble(p))),
        WeightedMean.sum(drawn, p -> score(uncapped.applyAsDouble(p))));
  }

  private static ToDoubleFunction<CyclePrediction> square(
      ToDoubleFunction<CyclePrediction> difference) {
    return p -> difference.applyAsDouble(p) * difference.applyAsDouble(p);
  }

  private static double score(double difference) {
    return RulErrors.phm08Score(new double[] {difference});
  }
}
