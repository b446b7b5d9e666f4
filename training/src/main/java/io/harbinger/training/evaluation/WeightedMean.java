package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Sums over drawn predictions. */
final class WeightedMean {

  private WeightedMean() {}

  static double of(List<Drawn> drawn, ToDoubleFunction<CyclePrediction> value) {
    return sum(drawn, value) / sum(drawn, prediction -> 1);
  }

  static double sum(List<Drawn> drawn, ToDoubleFunction<CyclePrediction> value) {
    return drawn.stream().mapToDouble(d -> d.weight() * value.applyAsDouble(d.prediction())).sum();
  }
}
