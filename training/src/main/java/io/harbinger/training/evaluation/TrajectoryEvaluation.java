package io.harbinger.training.evaluation;

import java.util.List;

/** Computes {@link TrajectoryMetrics}. Pure. */
public final class TrajectoryEvaluation {

  /** What was measured and how, to be printed beside the numbers. */
  public static final String PROTOCOL =
      "Test engines: one prediction each at the last cycle, none left out. Held-out engines, which"
          + " ran to failure: cut short with an RUL drawn evenly as the test set's, every cut"
          + " weighing its share of the engine's one. Predictions are clipped to 0..125 cycles;"
          + " truth is min(RUL, 125) for errors, intervals and bands, so an upper end of 125 means"
          + " 125 or more. Ranges: 95 % by bootstrap over engines. Interval score: width + 2/alpha"
          + " times the distance outside. Probabilities: the truth is RUL <= w. Prognostic horizon,"
          + " alpha-lambda and relative accuracy: Saxena et al. 2010, from 125 cycles left on,"
          + " alpha 10 % of the life for the horizon and 20 % of the RUL for the cone.";

  private static final int WORST = 10;
  private static final long SEED = 1;

  private TrajectoryEvaluation() {}

  /**
   * Of test engines, whose records end before their failure: the headline is their last cycle.
   *
   * @param nominal coverage that the intervals were made for
   */
  public static TrajectoryMetrics ofTest(List<RulTrajectory> trajectories, double nominal) {
    return of(trajectories, PredictionSample.lastCycles(trajectories), nominal);
  }

  /**
   * Of engines that ran to failure: the headline is their cuts.
   *
   * @param nominal coverage that the intervals were made for
   */
  public static TrajectoryMetrics ofHeldOut(
      List<RulTrajectory> trajectories, Truncations truncations, double nominal) {
    return of(trajectories, PredictionSample.truncated(trajectories, truncations), nominal);
  }

  private static TrajectoryMetrics of(
      List<RulTrajectory> trajectories, PredictionSample sample, double nominal) {
    List<RulTrajectory> toFailure =
        trajectories.stream().filter(RulTrajectory::ranToFailure).toList();
    return new TrajectoryMetrics(
        PointMetrics.of(sample.drawn(), SEED),
        PointMetrics.of(PredictionSample.everyCycle(trajectories).drawn(), SEED),
        IntervalMetrics.of(sample.drawn(), nominal, SEED),
        GroupMetrics.byBand(sample, nominal, SEED),
        GroupMetrics.byCondition(sample, nominal, SEED),
        ProbabilityMetrics.of(sample, FailureHorizon.CYCLES_15, SEED),
        ProbabilityMetrics.of(sample, FailureHorizon.CYCLES_30, SEED),
        toFailure.isEmpty() ? null : PrognosticMetrics.of(toFailure),
        EngineError.worstFirst(sample).stream().limit(WORST).toList());
  }
}
