package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.List;

/**
 * How good intervals of RUL were: they should hold the truth as often as they say and be narrow.
 * Truth is capped at 125 as the RMSE's is. Immutable.
 *
 * @param nominal share of truths that they were to hold
 * @param coverage share that they held (PICP)
 * @param coverageInterval of it, by bootstrap over engines
 * @param meanWidth in cycles (MPIW)
 * @param score mean interval score in cycles, lower is better: width + 2/alpha times the distance
 *     by which the truth lay outside, alpha = 1 - nominal (Winkler 1972; Gneiting and Raftery 2007,
 *     equation 43); a proper score, so neither width nor coverage can be had at the other's cost
 * @param brokeEarlier share of truths below the interval: the engine had less left than promised
 * @param lastedLonger share of truths above the interval
 */
public record IntervalMetrics(
    double nominal,
    double coverage,
    BootstrapInterval coverageInterval,
    double meanWidth,
    double score,
    double brokeEarlier,
    double lastedLonger) {

  static IntervalMetrics of(List<Drawn> drawn, double nominal, long seed) {
    double alpha = 1 - nominal;
    return new IntervalMetrics(
        nominal,
        WeightedMean.of(drawn, p -> p.covered() ? 1 : 0),
        BootstrapInterval.of(drawn, p -> p.covered() ? 1 : 0, mean -> mean, seed),
        WeightedMean.of(drawn, CyclePrediction::width),
        WeightedMean.of(drawn, p -> p.width() + 2 / alpha * outside(p)),
        WeightedMean.of(drawn, p -> p.cappedRul() < p.lower() ? 1 : 0),
        WeightedMean.of(drawn, p -> p.cappedRul() > p.upper() ? 1 : 0));
  }

  private static double outside(CyclePrediction p) {
    return Math.max(0, Math.max(p.lower() - p.cappedRul(), p.cappedRul() - p.upper()));
  }
}
