package io.harbinger.training.simulator;

import java.util.Arrays;

/** How far two samples' empirical distributions lie apart. */
final class Distance {

  private Distance() {}

  /** The largest difference between the two distribution functions (Kolmogorov-Smirnov), 0 to 1. */
  static double kolmogorovSmirnov(double[] a, double[] b) {
    double[] largest = {0};
    walk(a, b, (difference, width) -> largest[0] = Math.max(largest[0], difference));
    return largest[0];
  }

  /**
   * The area between the two distribution functions, in the values' unit: how far the one sample's
   * mass must be carried on average to become the other's (Wasserstein-1).
   */
  static double wasserstein(double[] a, double[] b) {
    double[] area = {0};
    walk(a, b, (difference, width) -> area[0] += difference * width);
    return area[0];
  }

  private interface Step {
    void between(double difference, double width);
  }

  /** Passes each stretch between neighbouring values, where both functions are level. */
  private static void walk(double[] a, double[] b, Step step) {
    if (a.length == 0 || b.length == 0) {
      throw new IllegalArgumentException(
          "samples of %d and %d values (expected at least one each)".formatted(a.length, b.length));
    }
    double[] x = a.clone();
    double[] y = b.clone();
    Arrays.sort(x);
    Arrays.sort(y);
    int i = 0;
    int j = 0;
    while (i < x.length || j < y.length) {
      double at = Math.min(i < x.length ? x[i] : y[j], j < y.length ? y[j] : x[i]);
      while (i < x.length && x[i] == at) {
        i++;
      }
      while (j < y.length && y[j] == at) {
        j++;
      }
      boolean last = i == x.length && j == y.length;
      double next = last ? at : Math.min(i < x.length ? x[i] : y[j], j < y.length ? y[j] : x[i]);
      step.between(Math.abs((double) i / x.length - (double) j / y.length), next - at);
    }
  }
}
