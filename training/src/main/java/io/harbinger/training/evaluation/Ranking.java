package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Failing and lasting predictions in falling order of probability; equal ones are one step.
 *
 * @param steps weight of the failing and of the lasting at each probability
 */
record Ranking(List<Step> steps) {

  record Step(double failing, double lasting) {}

  static Ranking of(List<Drawn> drawn, FailureHorizon horizon) {
    List<Drawn> falling =
        drawn.stream()
            .sorted(
                Comparator.comparingDouble((Drawn d) -> d.prediction().within(horizon)).reversed())
            .toList();
    List<Step> steps = new ArrayList<>();
    int from = 0;
    while (from < falling.size()) {
      double probability = falling.get(from).prediction().within(horizon);
      double failing = 0;
      double lasting = 0;
      int to = from;
      while (to < falling.size() && falling.get(to).prediction().within(horizon) == probability) {
        Drawn d = falling.get(to++);
        failing += horizon.holds(d.prediction()) ? d.weight() : 0;
        lasting += horizon.holds(d.prediction()) ? 0 : d.weight();
      }
      steps.add(new Step(failing, lasting));
      from = Math.max(to, from + 1);
    }
    return new Ranking(List.copyOf(steps));
  }

  /** Mann and Whitney's statistic as a share; null where all or none fail. */
  @Nullable Double auroc() {
    double failing = failing();
    double lasting = steps.stream().mapToDouble(Step::lasting).sum();
    if (failing == 0 || lasting == 0) {
      return null;
    }
    double ranked = 0;
    double failingAbove = 0;
    for (Step step : steps) {
      ranked += step.lasting * (failingAbove + step.failing / 2);
      failingAbove += step.failing;
    }
    return ranked / (failing * lasting);
  }

  /**
   * Sum over steps of precision times the recall gained, not interpolated; null where none fail.
   */
  @Nullable Double averagePrecision() {
    double failing = failing();
    if (failing == 0) {
      return null;
    }
    double found = 0;
    double announced = 0;
    double sum = 0;
    for (Step step : steps) {
      found += step.failing;
      announced += step.failing + step.lasting;
      sum += step.failing / failing * (found / announced);
    }
    return sum;
  }

  private double failing() {
    return steps.stream().mapToDouble(Step::failing).sum();
  }
}
