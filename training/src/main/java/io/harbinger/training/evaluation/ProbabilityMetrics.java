package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How good probabilities of "fails within w cycles" were. Immutable.
 *
 * @param horizon w, in cycles
 * @param prevalence share that truly failed within w
 * @param brier mean of (probability - outcome) squared, lower is better (Brier 1950)
 * @param brierInterval of it, by bootstrap over engines
 * @param brierOfPrevalence what saying the prevalence always comes to
 * @param calibrationError mean distance between what was said and what came over the bins, by
 *     weight (expected calibration error, Naeini et al. 2015)
 * @param auroc chance that a failing one has the higher probability, ties counting half; null where
 *     all or none failed
 * @param averagePrecision mean precision over the recalls reached; null where none failed
 * @param bins ten equal ranges of probability, empty ones left out
 */
public record ProbabilityMetrics(
    int horizon,
    double prevalence,
    double brier,
    BootstrapInterval brierInterval,
    double brierOfPrevalence,
    double calibrationError,
    @Nullable Double auroc,
    @Nullable Double averagePrecision,
    List<ReliabilityBin> bins) {

  private static final int BINS = 10;

  public ProbabilityMetrics {
    bins = List.copyOf(bins);
  }

  static ProbabilityMetrics of(PredictionSample sample, FailureHorizon horizon, long seed) {
    List<Drawn> drawn = sample.drawn();
    ToDoubleFunction<CyclePrediction> failed = p -> horizon.holds(p) ? 1 : 0;
    ToDoubleFunction<CyclePrediction> squares =
        p -> Math.pow(p.within(horizon) - failed.applyAsDouble(p), 2);
    double prevalence = WeightedMean.of(drawn, failed);
    List<ReliabilityBin> bins = bins(sample, horizon);
    Ranking ranking = Ranking.of(drawn, horizon);
    return new ProbabilityMetrics(
        horizon.cycles(),
        prevalence,
        WeightedMean.of(drawn, squares),
        BootstrapInterval.of(drawn, squares, mean -> mean, seed),
        prevalence * (1 - prevalence),
        bins.stream().mapToDouble(b -> b.share() * Math.abs(b.said() - b.came())).sum(),
        ranking.auroc(),
        ranking.averagePrecision(),
        bins);
  }

  private static List<ReliabilityBin> bins(PredictionSample sample, FailureHorizon horizon) {
    double all = WeightedMean.sum(sample.drawn(), p -> 1);
    List<ReliabilityBin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      int at = bin;
      List<Drawn> drawn =
          sample.where(p -> Math.min(BINS - 1, (int) (p.within(horizon) * BINS)) == at);
      if (!drawn.isEmpty()) {
        bins.add(
            new ReliabilityBin(
                WeightedMean.sum(drawn, p -> 1) / all,
                WeightedMean.of(drawn, p -> p.within(horizon)),
                WeightedMean.of(drawn, p -> horizon.holds(p) ? 1 : 0)));
      }
    }
    return bins;
  }
}
