package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An engine and its worst prediction in a sample. Immutable.
 *
 * @param engine its number
 * @param cycle of the prediction
 * @param trueRul in cycles, capped at 125
 * @param rul predicted, in cycles
 * @param lower end of the interval, in cycles
 * @param upper end of the interval, in cycles
 * @param error predicted - true in cycles; above 0 is late
 */
public record EngineError(
    int engine, int cycle, double trueRul, double rul, double lower, double upper, double error) {

  /** Engines in falling order of their largest error. */
  static List<EngineError> worstFirst(PredictionSample sample) {
    Map<Integer, EngineError> worst = new LinkedHashMap<>();
    for (Drawn d : sample.drawn()) {
      worst.merge(
          d.engine(),
          of(d),
          (one, other) -> Math.abs(other.error) > Math.abs(one.error) ? other : one);
    }
    return worst.values().stream()
        .sorted(Comparator.comparingDouble((EngineError e) -> Math.abs(e.error)).reversed())
        .toList();
  }

  private static EngineError of(Drawn d) {
    CyclePrediction p = d.prediction();
    return new EngineError(
        d.engine(),
        p.cycle(),
        p.cappedRul(),
        p.clippedRul(),
        p.lower(),
        p.upper(),
        p.clippedRul() - p.cappedRul());
  }
}
