package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Predictions of one kind, measured apart: a band of true RUL, or an operating condition.
 * Immutable.
 *
 * @param group what they have in common
 * @param share of all predictions' weight
 * @param errors of these
 * @param interval of these
 */
public record GroupMetrics(
    String group, double share, PointMetrics errors, IntervalMetrics interval) {

  /** By band of true RUL, empty bands left out. */
  static List<GroupMetrics> byBand(PredictionSample sample, double nominal, long seed) {
    return Arrays.stream(RulBand.values())
        .map(band -> of(band.label(), sample, p -> band.holds(p.trueRul()), nominal, seed))
        .flatMap(Optional::stream)
        .toList();
  }

  /** By operating condition at the cycle of the prediction. */
  static List<GroupMetrics> byCondition(PredictionSample sample, double nominal, long seed) {
    return sample.drawn().stream()
        .mapToInt(d -> d.prediction().condition())
        .distinct()
        .sorted()
        .mapToObj(
            condition -> of("" + condition, sample, p -> p.condition() == condition, nominal, seed))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<GroupMetrics> of(
      String group,
      PredictionSample sample,
      Predicate<CyclePrediction> belongs,
      double nominal,
      long seed) {
    List<Drawn> drawn = sample.where(belongs);
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GroupMetrics(
            group,
            WeightedMean.sum(drawn, p -> 1) / WeightedMean.sum(sample.drawn(), p -> 1),
            PointMetrics.of(drawn, seed),
            IntervalMetrics.of(drawn, nominal, seed)));
  }
}
