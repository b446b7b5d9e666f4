package io.harbinger.training.conformal;

import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Calibration cuts of one band and their conformal quantiles. */
final class BandScores {

  /** Sums of shares like 1/140 are not exact. */
  private static final double ROUNDING = 1e-9;

  private final List<Drawn> drawn;
  private final double weight;
  private final double engineToCome;

  BandScores(List<Drawn> drawn) {
    this.drawn = drawn;
    Map<Integer, Double> byEngine = new HashMap<>();
    drawn.forEach(d -> byEngine.merge(d.engine(), d.weight(), Double::sum));
    this.weight = drawn.stream().mapToDouble(Drawn::weight).sum();
    this.engineToCome = byEngine.values().stream().mapToDouble(w -> w).max().orElse(1);
  }

  /** How many whole engines these cuts are worth. */
  double engines() {
    return weight / engineToCome;
  }

  /**
   * The smallest score that, with the engine to come at infinity, this share of the weight does not
   * exceed; empty where infinity is reached.
   */
  Optional<Double> quantile(ToDoubleFunction<CyclePrediction> score, double level) {
    double needed = level * (weight + engineToCome) - ROUNDING;
    List<Scored> ascending =
        drawn.stream()
            .map(d -> new Scored(score.applyAsDouble(d.prediction()), d.weight()))
            .sorted(Comparator.comparingDouble(Scored::score))
            .toList();
    double reached = 0;
    for (Scored scored : ascending) {
      reached += scored.weight;
      if (reached >= needed) {
        return Optional.of(scored.score);
      }
    }
    return Optional.empty();
  }

  private record Scored(double score, double weight) {}
}
