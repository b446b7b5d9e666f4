package io.harbinger.source.simulation;

import java.util.Arrays;

/** Statistics of samples. */
final class Moments {

  private Moments() {}

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
            / (values.length - 1));
  }

  static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / (a.length - 1) / deviation(a) / deviation(b);
  }

  /** The greatest distance between two empirical distributions. */
  static double kolmogorovSmirnov(double[] a, double[] b) {
    double[] x = a.clone();
    double[] y = b.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    int i = 0;
    int j = 0;
    double greatest = 0;
    while (i < x.length && j < y.length) {
      double at = Math.min(x[i], y[j]);
      while (i < x.length && x[i] == at) {
        i++;
      }
      while (j < y.length && y[j] == at) {
        j++;
      }
      greatest = Math.max(greatest, Math.abs((double) i / x.length - (double) j / y.length));
    }
    return greatest;
  }

  /**
   * The first eigenvector of a symmetric positive matrix, by power iteration; first entry positive.
   */
  static double[] firstEigenvector(double[][] matrix) {
    double[] vector = new double[matrix.length];
    Arrays.fill(vector, 1);
    vector[0] = 2;
    for (int step = 0; step < 500; step++) {
      double[] next = new double[vector.length];
      for (int i = 0; i < vector.length; i++) {
        for (int j = 0; j < vector.length; j++) {
          next[i] += matrix[i][j] * vector[j];
        }
      }
      double norm = Math.sqrt(Arrays.stream(next).map(value -> value * value).sum());
      double sign = Math.signum(next[0]);
      vector = Arrays.stream(next).map(value -> sign * value / norm).toArray();
    }
    return vector;
  }
}
