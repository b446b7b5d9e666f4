package io.harbinger.training.algebra;

/** Solves small systems of linear equations with a symmetric positive definite matrix. */
public final class Cholesky {

  private Cholesky() {}

  /**
   * The x of {@code matrix x = right}, by the factorisation L L'.
   *
   * @param matrix (n, n), symmetric and positive definite; only its lower half is read
   * @param right (n)
   */
  public static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] lower = new double[n][n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        if (i != j) {
          lower[i][j] = rest / lower[j][j];
        } else if (rest > 0) {
          lower[i][i] = Math.sqrt(rest);
        } else {
          throw new IllegalArgumentException(
              "pivot %d is %s (expected a positive definite matrix)".formatted(i, rest));
        }
      }
      x[i] = right[i];
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
