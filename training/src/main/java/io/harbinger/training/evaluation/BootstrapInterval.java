package io.harbinger.training.evaluation;

import io.harbinger.training.evaluation.PredictionSample.Drawn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The middle 95 % of a figure over 1000 resamples of whole engines with replacement (percentile
 * bootstrap, Efron 1979): the range that another fleet's figure may well have come to.
 *
 * @param lower 2.5th percentile
 * @param upper 97.5th percentile
 */
public record BootstrapInterval(double lower, double upper) {

  private static final int RESAMPLES = 1000;
  private static final double TAIL = 0.025;

  /**
   * Of a function of a weighted mean.
   *
   * @param ofMean for instance the square root, for an RMSE
   */
  static BootstrapInterval of(
      List<Drawn> drawn,
      ToDoubleFunction<CyclePrediction> value,
      DoubleUnaryOperator ofMean,
      long seed) {
    Map<Integer, double[]> sums = new LinkedHashMap<>();
    for (Drawn d : drawn) {
      double[] engine = sums.computeIfAbsent(d.engine(), unit -> new double[2]);
      engine[0] += d.weight() * value.applyAsDouble(d.prediction());
      engine[1] += d.weight();
    }
    double[][] engines = sums.values().toArray(double[][]::new);
    SplittableRandom random = new SplittableRandom(seed);
    double[] figures = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double sum = 0;
      double weight = 0;
      for (int draw = 0; draw < engines.length; draw++) {
        double[] engine = engines[random.nextInt(engines.length)];
        sum += engine[0];
        weight += engine[1];
      }
      figures[resample] = ofMean.applyAsDouble(sum / weight);
    }
    Arrays.sort(figures);
    return new BootstrapInterval(
        figures[(int) (TAIL * RESAMPLES)], figures[(int) ((1 - TAIL) * RESAMPLES) - 1]);
  }
}
