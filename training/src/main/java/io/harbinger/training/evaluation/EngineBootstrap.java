package io.harbinger.training.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Standard error of an RMSE by bootstrap. Whole engines are drawn, because truncations of one
 * engine err alike and drawing them singly would make the error look too small.
 */
final class EngineBootstrap {
  private static final int RESAMPLES = 1000;

  private EngineBootstrap() {}

  /**
   * Standard deviation of the RMSE over resamples of the engines with replacement; 0 for a single
   * engine.
   *
   * @param units (outcomes) engine of each difference, equal ones side by side
   * @param differences (outcomes) predicted - true
   */
  static double rmseStandardError(int[] units, double[] differences, long seed) {
    double[] squares = Arrays.stream(differences).map(d -> d * d).toArray();
    return standardError(units, squares, Math::sqrt, seed);
  }

  /**
   * Standard deviation of the mean over resamples of the engines with replacement; 0 for a single
   * engine.
   *
   * @param units (outcomes) engine of each value, equal ones side by side
   */
  static double meanStandardError(int[] units, double[] values, long seed) {
    return standardError(units, values, mean -> mean, seed);
  }

  private static double standardError(
      int[] units, double[] values, DoubleUnaryOperator ofMean, long seed) {
    int[] starts = starts(units);
    int engines = starts.length - 1;
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    double sumOfSquares = 0;
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double drawn = 0;
      int count = 0;
      for (int draw = 0; draw < engines; draw++) {
        int engine = random.nextInt(engines);
        for (int i = starts[engine]; i < starts[engine + 1]; i++) {
          drawn += values[i];
          count++;
        }
      }
      double statistic = ofMean.applyAsDouble(drawn / count);
      sum += statistic;
      sumOfSquares += statistic * statistic;
    }
    double variance = (sumOfSquares - sum * sum / RESAMPLES) / (RESAMPLES - 1);
    return Math.sqrt(Math.max(variance, 0));
  }

  private static int[] starts(int[] units) {
    int[] starts = new int[units.length + 1];
    int engines = 0;
    for (int i = 0; i < units.length; i++) {
      if (i == 0 || units[i] != units[i - 1]) {
        starts[engines++] = i;
      }
    }
    starts[engines] = units.length;
    return Arrays.copyOf(starts, engines + 1);
  }
}
