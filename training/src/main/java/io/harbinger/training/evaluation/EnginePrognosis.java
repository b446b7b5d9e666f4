package io.harbinger.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How one engine's prediction closed in on its failure, by the metrics of Saxena et al., "Metrics
 * for Offline Evaluation of Prognostic Performance" (IJPHM 1, 2010; first in PHM 2008), for point
 * predictions.
 *
 * <p>Prediction begins at tP, the first cycle with 125 cycles left or fewer: before, the models
 * here only say "125 or more". It ends with one cycle left, as relative accuracy has no value at
 * none. tEoL is the cycle of failure. Immutable.
 *
 * @param engine its number
 * @param horizon prognostic horizon: cycles left when the prediction first lay within alpha * tEoL
 *     of the truth ({@value #HORIZON_ALPHA}); 0 where it never did
 * @param lastingHorizon cycles left when it came there for good
 * @param withinCone alpha-lambda accuracy: whether, at a quarter, half and three quarters of the
 *     way from tP to tEoL, the prediction lay within alpha ({@value #CONE_ALPHA}) times the true
 *     RUL of it
 * @param shareWithinCone the same over all cycles from tP on
 * @param relativeAccuracy 1 - |true - predicted| / true at the same three places; negative where
 *     the error exceeds the RUL
 * @param cumulativeRelativeAccuracy its mean over all cycles from tP on, each weighing the same
 */
public record EnginePrognosis(
    int engine,
    double horizon,
    double lastingHorizon,
    List<Boolean> withinCone,
    double shareWithinCone,
    List<Double> relativeAccuracy,
    double cumulativeRelativeAccuracy) {

  /** Where alpha-lambda and relative accuracy are told: shares of the way from tP to tEoL. */
  public static final List<Double> LAMBDAS = List.of(0.25, 0.5, 0.75);

  /** Half the width of the prognostic horizon's band, as a share of the whole life. */
  public static final double HORIZON_ALPHA = 0.1;

  /** Half the width of the cone, as a share of the true RUL. */
  public static final double CONE_ALPHA = 0.2;

  public EnginePrognosis {
    withinCone = List.copyOf(withinCone);
    relativeAccuracy = List.copyOf(relativeAccuracy);
  }

  /**
   * Of an engine that ran to failure.
   *
   * @param trajectory with at least two cycles
   */
  static EnginePrognosis of(RulTrajectory trajectory) {
    List<CyclePrediction> told =
        trajectory.cycles().stream()
            .filter(p -> p.trueRul() <= RulEvaluation.CAP && p.trueRul() >= 1)
            .toList();
    if (!trajectory.ranToFailure() || told.isEmpty()) {
      throw new IllegalArgumentException(
          "engine %d: %d cycles (expected at least two, to failure)"
              .formatted(trajectory.engine(), trajectory.cycles().size()));
    }
    double begin = told.get(0).cycle();
    List<CyclePrediction> places = new ArrayList<>();
    for (double lambda : LAMBDAS) {
      double cycle = begin + lambda * (trajectory.endOfLife() - begin);
      int index = (int) Math.round(cycle - begin);
      places.add(told.get(Math.min(told.size() - 1, index)));
    }
    double allowed = HORIZON_ALPHA * trajectory.endOfLife();
    return new EnginePrognosis(
        trajectory.engine(),
        told.stream()
            .filter(p -> error(p) <= allowed)
            .mapToDouble(CyclePrediction::trueRul)
            .max()
            .orElse(0),
        lasting(told, allowed),
        places.stream().map(EnginePrognosis::inCone).toList(),
        told.stream().mapToDouble(p -> inCone(p) ? 1 : 0).average().orElseThrow(),
        places.stream().map(EnginePrognosis::accuracy).toList(),
        told.stream().mapToDouble(EnginePrognosis::accuracy).average().orElseThrow());
  }

  private static double lasting(List<CyclePrediction> told, double allowed) {
    double horizon = 0;
    for (int i = told.size() - 1; i >= 0 && error(told.get(i)) <= allowed; i--) {
      horizon = told.get(i).trueRul();
    }
    return horizon;
  }

  private static boolean inCone(CyclePrediction p) {
    return error(p) <= CONE_ALPHA * p.trueRul();
  }

  private static double accuracy(CyclePrediction p) {
    return 1 - error(p) / p.trueRul();
  }

  private static double error(CyclePrediction p) {
    return Math.abs(p.clippedRul() - p.trueRul());
  }
}
