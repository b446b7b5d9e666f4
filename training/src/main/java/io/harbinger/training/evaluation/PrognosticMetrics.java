package io.harbinger.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * {@link EnginePrognosis} over a fleet; only of engines that ran to failure. Immutable.
 *
 * @param engines how many
 * @param medianHorizon prognostic horizon in cycles: half of the engines have more
 * @param medianLastingHorizon in cycles
 * @param worstLastingHorizon in cycles, of the engine that was known right last
 * @param alphaLambda share of engines within the cone at lambda 0.25, 0.5, 0.75
 * @param shareWithinCone mean over engines
 * @param relativeAccuracy mean over engines at lambda 0.25, 0.5, 0.75
 * @param cumulativeRelativeAccuracy mean over engines
 */
public record PrognosticMetrics(
    int engines,
    double medianHorizon,
    double medianLastingHorizon,
    double worstLastingHorizon,
    List<Double> alphaLambda,
    double shareWithinCone,
    List<Double> relativeAccuracy,
    double cumulativeRelativeAccuracy) {

  public PrognosticMetrics {
    alphaLambda = List.copyOf(alphaLambda);
    relativeAccuracy = List.copyOf(relativeAccuracy);
  }

  /**
   * Over engines.
   *
   * @param trajectories that ran to failure, at least one
   */
  public static PrognosticMetrics of(List<RulTrajectory> trajectories) {
    List<EnginePrognosis> engines = trajectories.stream().map(EnginePrognosis::of).toList();
    double[] lasting = sorted(engines, EnginePrognosis::lastingHorizon);
    return new PrognosticMetrics(
        engines.size(),
        median(sorted(engines, EnginePrognosis::horizon)),
        median(lasting),
        lasting[0],
        atLambdas(engines, (engine, lambda) -> engine.withinCone().get(lambda) ? 1 : 0),
        mean(engines, EnginePrognosis::shareWithinCone),
        atLambdas(engines, (engine, lambda) -> engine.relativeAccuracy().get(lambda)),
        mean(engines, EnginePrognosis::cumulativeRelativeAccuracy));
  }

  private interface AtLambda {
    double of(EnginePrognosis engine, int lambda);
  }

  private static List<Double> atLambdas(List<EnginePrognosis> engines, AtLambda value) {
    return IntStream.range(0, EnginePrognosis.LAMBDAS.size())
        .mapToObj(lambda -> mean(engines, engine -> value.of(engine, lambda)))
        .toList();
  }

  private static double mean(
      List<EnginePrognosis> engines, ToDoubleFunction<EnginePrognosis> value) {
    return engines.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double[] sorted(
      List<EnginePrognosis> engines, ToDoubleFunction<EnginePrognosis> value) {
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("no engines to measure (expected at least one)");
    }
    return engines.stream().mapToDouble(value).sorted().toArray();
  }

  private static double median(double[] sorted) {
    return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
        .average()
        .orElseThrow();
  }
}
