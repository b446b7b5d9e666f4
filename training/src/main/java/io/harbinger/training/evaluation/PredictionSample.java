package io.harbinger.training.evaluation;

import java.util.List;
import java.util.function.Predicate;

/**
 * Predictions that are measured together, each with its weight. Predictions of one engine err
 * alike: a hundred cuts of twenty engines are twenty observations, not two thousand. So what is
 * drawn of an engine shares the weight of one, and uncertainty is told by drawing whole engines.
 * Immutable.
 *
 * @param drawn at least one; those of one engine side by side
 */
public record PredictionSample(List<Drawn> drawn) {

  public PredictionSample {
    drawn = List.copyOf(drawn);
    if (drawn.isEmpty()) {
      throw new IllegalArgumentException("no predictions to measure (expected at least one)");
    }
  }

  /**
   * A prediction in a sample.
   *
   * @param engine whose it is
   * @param weight above 0
   */
  public record Drawn(int engine, double weight, CyclePrediction prediction) {

    public Drawn {
      if (!(weight > 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException(
            "engine %d: weight %s (expected above 0)".formatted(engine, weight));
      }
    }
  }

  /** Each engine at its last cycle, as test sets are measured. */
  public static PredictionSample lastCycles(List<RulTrajectory> trajectories) {
    return new PredictionSample(
        trajectories.stream().map(t -> new Drawn(t.engine(), 1, t.last())).toList());
  }

  /** Engines that ran to failure, cut short as test sets are; each engine weighs 1 in all. */
  public static PredictionSample truncated(
      List<RulTrajectory> trajectories, Truncations truncations) {
    return new PredictionSample(
        trajectories.stream()
            .flatMap(
                trajectory -> {
                  List<CyclePrediction> cuts = truncations.cuts(trajectory);
                  double weight = 1.0 / cuts.size();
                  return cuts.stream().map(cut -> new Drawn(trajectory.engine(), weight, cut));
                })
            .toList());
  }

  /** Every cycle, each weighing 1: what a stream lives with, long lives counting more. */
  public static PredictionSample everyCycle(List<RulTrajectory> trajectories) {
    return new PredictionSample(
        trajectories.stream()
            .flatMap(t -> t.cycles().stream().map(p -> new Drawn(t.engine(), 1, p)))
            .toList());
  }

  /** Those that a condition holds for, possibly none, with the weights they have here. */
  List<Drawn> where(Predicate<CyclePrediction> condition) {
    return drawn.stream().filter(d -> condition.test(d.prediction())).toList();
  }

  /** Number of different engines. */
  public int engines() {
    return (int) drawn.stream().mapToInt(Drawn::engine).distinct().count();
  }
}
