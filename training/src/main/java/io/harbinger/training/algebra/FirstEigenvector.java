package io.harbinger.training.algebra;

import java.util.Arrays;

/** The direction in which a cloud of points is longest. */
public final class FirstEigenvector {

  private static final int MOST_STEPS = 10_000;
  private static final double CONVERGED = 1e-14;

  private FirstEigenvector() {}

  /**
   * The eigenvector of the largest eigenvalue, by power iteration; of length 1, its first entry
   * that is not 0 positive.
   *
   * @param matrix (n, n), symmetric and positive semidefinite, its largest eigenvalue a single one
   */
  public static double[] of(double[][] matrix) {
    double[] vector = new double[matrix.length];
    // Not along any axis, so that it is unlikely to lie across the vector that is sought.
    Arrays.setAll(vector, i -> 1 + i / (double) matrix.length);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] next = unit(times(matrix, vector));
      double moved = 0;
      for (int i = 0; i < next.length; i++) {
        moved = Math.max(moved, Math.abs(next[i] - vector[i]));
      }
      vector = next;
      if (moved < CONVERGED) {
        break;
      }
    }
    double sign =
        Arrays.stream(vector).filter(value -> value != 0).findFirst().orElse(1) < 0 ? -1 : 1;
    return Arrays.stream(vector).map(value -> sign * value).toArray();
  }

  private static double[] times(double[][] matrix, double[] vector) {
    return Arrays.stream(matrix)
        .mapToDouble(
            row -> {
              double sum = 0;
              for (int i = 0; i < row.length; i++) {
                sum += row[i] * vector[i];
              }
              return sum;
            })
        .toArray();
  }

  private static double[] unit(double[] vector) {
    double norm = Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    if (!(norm > 0)) {
      throw new IllegalArgumentException(
          "a matrix of zeros has no first eigenvector (expected one that varies)");
    }
    return Arrays.stream(vector).map(value -> value / norm).toArray();
  }
}
