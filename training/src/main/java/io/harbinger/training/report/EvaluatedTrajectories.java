package io.harbinger.training.report;

import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.TrajectoryEvaluation;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import io.harbinger.training.evaluation.Truncations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Engines that neither weights nor calibration have seen, and what a model said of them at each
 * cycle. Immutable.
 *
 * @param name for people, for instance {@code Test engines}
 * @param trajectories at least one, calibrated
 * @param shown one prediction an engine, for plots of single predictions
 * @param metrics of these
 */
public record EvaluatedTrajectories(
    String name,
    List<RulTrajectory> trajectories,
    PredictionSample shown,
    TrajectoryMetrics metrics) {

  private static final long SEED = 1;

  public EvaluatedTrajectories {
    trajectories = List.copyOf(trajectories);
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException(name + " has no engines (expected at least one)");
    }
  }

  /**
   * Test engines, shown at their last cycle.
   *
   * @param nominal coverage that the intervals were made for
   */
  public static EvaluatedTrajectories test(
      String name, List<RulTrajectory> trajectories, double nominal) {
    return new EvaluatedTrajectories(
        name,
        trajectories,
        PredictionSample.lastCycles(trajectories),
        TrajectoryEvaluation.ofTest(trajectories, nominal));
  }

  /**
   * Engines that ran to failure, each shown at one cut that is drawn.
   *
   * @param nominal coverage that the intervals were made for
   */
  public static EvaluatedTrajectories heldOut(
      String name, List<RulTrajectory> trajectories, Truncations truncations, double nominal) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<Integer, Drawn> chosen = new LinkedHashMap<>();
    Map<Integer, Integer> seen = new LinkedHashMap<>();
    for (Drawn d : PredictionSample.truncated(trajectories, truncations).drawn()) {
      // The k-th takes the place with chance 1/k: in the end each with the same.
      if (random.nextInt(seen.merge(d.engine(), 1, Integer::sum)) == 0) {
        chosen.put(d.engine(), new Drawn(d.engine(), 1, d.prediction()));
      }
    }
    return new EvaluatedTrajectories(
        name,
        trajectories,
        new PredictionSample(List.copyOf(chosen.values())),
        TrajectoryEvaluation.ofHeldOut(trajectories, truncations, nominal));
  }
}
