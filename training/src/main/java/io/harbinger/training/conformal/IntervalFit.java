package io.harbinger.training.conformal;

import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.IntervalCalibration.Band;
import io.harbinger.model.rul.IntervalCalibration.Base;
import io.harbinger.model.rul.IntervalCalibration.Offset;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.PredictionSample;
import io.harbinger.training.evaluation.PredictionSample.Drawn;
import io.harbinger.training.evaluation.RulEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Fits an {@link IntervalCalibration}. Immutable.
 *
 * <p>Scores are those of conformalised quantile regression (Romano, Patterson and Candès 2019), or
 * absolute residuals, against min(RUL, 125).
 *
 * <p><b>Engines are exchangeable, cycles are not.</b> A hundred cuts of each of forty engines are
 * not n = 4000: the cuts of one engine err alike, and a quantile of the pooled scores with the
 * correction for 4000 would promise a precision that forty engines cannot give. So each engine has
 * weight 1, shared by its cuts, and the engine to come has its own weight at infinity: hierarchical
 * conformal prediction (Lee, Barber and Willett 2023; Dunn, Wasserman and Ramdas 2022). Within a
 * band an engine weighs the share of its cuts that fell there, and the engine to come the largest
 * such share (weighted exchangeability, Tibshirani et al. 2019, on its safe side).
 *
 * <p>Bands of predicted RUL (Mondrian, Vovk 2003) that too few engines have passed are joined with
 * their neighbour.
 *
 * @param nominal coverage, for instance 0.9
 * @param base what the offsets are added to
 * @param tails how misses are divided
 * @param edges of the bands besides 0, in cycles of predicted RUL, ascending; none for one band
 */
public record IntervalFit(double nominal, Base base, Tails tails, List<Double> edges) {

  /** 90 %, CQR in seven bands that are narrower towards the failure. */
  public static final IntervalFit DEFAULT =
      new IntervalFit(
          0.9, Base.QUANTILES, Tails.JOINT, List.of(15.0, 30.0, 50.0, 75.0, 100.0, 115.0));

  /** As {@link #DEFAULT} for a model that tells no quantiles: absolute residuals. */
  public static final IntervalFit OF_RESIDUALS =
      new IntervalFit(0.9, Base.PREDICTION, Tails.JOINT, DEFAULT.edges);

  /** How far above the bare minimum a band's engines must be, or its largest error decides. */
  private static final double RESERVE = 1.5;

  /** 1 / (1 - 0.9) is a hair above 10. */
  private static final double ROUNDING = 1e-9;

  private static final double[] LADDER = {
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99
  };

  public IntervalFit {
    edges = List.copyOf(edges);
    if (!(nominal > 0 && nominal < 1)) {
      throw new IllegalArgumentException(
          "nominal coverage %s (expected above 0 and below 1)".formatted(nominal));
    }
    double last = 0;
    for (double edge : edges) {
      if (!(edge > last)) {
        throw new IllegalArgumentException(
            "band edges %s (expected above 0, ascending)".formatted(edges));
      }
      last = edge;
    }
  }

  /**
   * The calibration.
   *
   * @param sample cuts of engines that the weights were not fitted to, each engine weighing the
   *     same; with raw quantiles where they are the base
   */
  public IntervalCalibration fit(PredictionSample sample) {
    List<Band> bands = new ArrayList<>();
    double from = 0;
    for (int i = 0; i <= edges.size(); i++) {
      double to = i < edges.size() ? edges.get(i) : Double.POSITIVE_INFINITY;
      BandScores scores = scores(sample, from, to);
      boolean restSuffices =
          to == Double.POSITIVE_INFINITY
              || scores(sample, to, Double.POSITIVE_INFINITY).engines() >= needed();
      if (to == Double.POSITIVE_INFINITY || (scores.engines() >= needed() && restSuffices)) {
        bands.add(new Band(from, offsets(scores, from)));
        from = to;
      }
    }
    return new IntervalCalibration(nominal, RulEvaluation.CAP, base, bands);
  }

  private double needed() {
    return RESERVE / tail(nominal);
  }

  /** Engines without which the quantile is at infinity; 1 - 0.9 is not quite 0.1. */
  private double fewest() {
    return Math.ceil(1 / tail(nominal) - 1 - 1e-9);
  }

  private double tail(double coverage) {
    return switch (tails) {
      case JOINT -> 1 - coverage;
      case SEPARATE -> (1 - coverage) / 2;
    };
  }

  private BandScores scores(PredictionSample sample, double from, double to) {
    List<Drawn> drawn =
        sample.drawn().stream()
            .filter(d -> d.prediction().clippedRul() >= from && d.prediction().clippedRul() < to)
            .toList();
    return new BandScores(drawn);
  }

  private List<Offset> offsets(BandScores scores, double from) {
    List<Offset> offsets =
        DoubleStream.concat(DoubleStream.of(LADDER), DoubleStream.of(nominal))
            .sorted()
            .distinct()
            .mapToObj(coverage -> offset(scores, coverage))
            .flatMap(Optional::stream)
            .toList();
    if (offsets.isEmpty() || offsets.get(offsets.size() - 1).coverage() < nominal) {
      throw new IllegalArgumentException(
          "%.1f engines with a prediction of %s cycles or more (expected at least %.0f to calibrate a coverage of %s: hold out more engines or ask for less)"
              .formatted(scores.engines(), from, fewest(), nominal));
    }
    return offsets;
  }

  private Optional<Offset> offset(BandScores scores, double coverage) {
    double level = 1 - tail(coverage);
    ToDoubleFunction<CyclePrediction> below = p -> lower(p) - p.cappedRul();
    ToDoubleFunction<CyclePrediction> above = p -> p.cappedRul() - upper(p);
    return switch (tails) {
      case JOINT ->
          scores
              .quantile(p -> Math.max(below.applyAsDouble(p), above.applyAsDouble(p)), level)
              .map(score -> new Offset(coverage, score, score));
      case SEPARATE ->
          scores
              .quantile(below, level)
              .flatMap(
                  low ->
                      scores.quantile(above, level).map(high -> new Offset(coverage, low, high)));
    };
  }

  private double lower(CyclePrediction p) {
    return base == Base.QUANTILES ? p.lower() : p.clippedRul();
  }

  private double upper(CyclePrediction p) {
    return base == Base.QUANTILES ? p.upper() : p.clippedRul();
  }
}
