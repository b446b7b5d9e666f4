package io.harbinger.source.simulation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The simplest RUL model that is worth the name: ridge regression on the mean of each channel over
 * the last 15 cycles and the squares of those means, with RUL capped at 125.
 */
final class LinearRul {

  private static final int CAP = 125;
  private static final int WINDOW = 15;
  private static final double RIDGE = 1e-3;

  private final double[] mean;
  private final double[] deviation;
  private final double[] weights;

  private LinearRul(double[] mean, double[] deviation, double[] weights) {
    this.mean = mean;
    this.deviation = deviation;
    this.weights = weights;
  }

  static LinearRul trainedOn(EngineTable table) {
    int channels = EngineTable.CHANNELS.size();
    double[] mean = new double[channels];
    double[] deviation = new double[channels];
    for (int j = 0; j < channels; j++) {
      double[] all = table.band(j, 0, Integer.MAX_VALUE);
      mean[j] = Moments.mean(all);
      deviation[j] = Moments.deviation(all);
    }
    LinearRul untrained = new LinearRul(mean, deviation, new double[0]);
    int size = 2 * channels + 1;
    double[][] gram = new double[size][size];
    double[] target = new double[size];
    int rows = 0;
    for (double[][] engine : table.engines()) {
      for (int cycle = WINDOW; cycle <= engine.length; cycle++) {
        double[] x = untrained.features(engine, cycle);
        int rul = Math.min(CAP, engine.length - cycle);
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            gram[i][j] += x[i] * x[j];
          }
          target[i] += x[i] * rul;
        }
        rows++;
      }
    }
    for (int i = 0; i < size; i++) {
      gram[i][i] += RIDGE * rows;
    }
    return new LinearRul(mean, deviation, solve(gram, target));
  }

  /** The RUL after so many cycles of an engine, at least 15. */
  double predict(double[][] engine, int cycle) {
    double[] x = features(engine, cycle);
    double sum = IntStream.range(0, x.length).mapToDouble(i -> weights[i] * x[i]).sum();
    return Math.max(0, Math.min(CAP, sum));
  }

  /** Root mean square error over all cycles from the 15th, RUL capped. */
  double error(EngineTable table) {
    double sum = 0;
    long count = 0;
    for (double[][] engine : table.engines()) {
      for (int cycle = WINDOW; cycle <= engine.length; cycle++) {
        double error = predict(engine, cycle) - Math.min(CAP, engine.length - cycle);
        sum += error * error;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  /**
   * For each engine, how many cycles before its failure three predictions in a row are 30 or less
   * for the first time; -1 where that never happens.
   */
  List<Integer> warnings(EngineTable table) {
    return table.engines().stream().map(this::warning).toList();
  }

  private int warning(double[][] engine) {
    int inARow = 0;
    for (int cycle = WINDOW; cycle <= engine.length; cycle++) {
      inARow = predict(engine, cycle) <= 30 ? inARow + 1 : 0;
      if (inARow == 3) {
        return engine.length - cycle;
      }
    }
    return -1;
  }

  private double[] features(double[][] engine, int cycle) {
    int channels = mean.length;
    double[] x = new double[2 * channels + 1];
    for (int j = 0; j < channels; j++) {
      double sum = 0;
      for (int t = cycle - WINDOW; t < cycle; t++) {
        sum += engine[t][j];
      }
      double z = (sum / WINDOW - mean[j]) / deviation[j];
      x[j] = z;
      x[channels + j] = z * z;
    }
    x[2 * channels] = 1;
    return x;
  }

  /** Gauss elimination of a symmetric positive definite system, in place. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < size; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        right[row] -= factor * right[pivot];
      }
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int column = row + 1; column < size; column++) {
        right[row] -= matrix[row][column] * right[column];
      }
      right[row] /= matrix[row][row];
    }
    return right;
  }
}
