package io.harbinger.training.simulator;

import io.harbinger.training.algebra.FirstEigenvector;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One number for an engine's health: the first principal component of the sensors that move, each
 * scaled to mean 0 and standard deviation 1 over the readings it was fitted to. Immutable.
 *
 * @param means per sensor
 * @param deviations per sensor
 * @param weights per sensor, of length 1; such that the number rises with wear
 * @param share of the scaled sensors' variance that lies along it
 */
record HealthAxis(double[] means, double[] deviations, double[] weights, double share) {

  private static final int LAST = 10;

  static HealthAxis fit(SensorTable table) {
    int sensors = table.sensors();
    double[][] rows = table.engines().stream().flatMap(Arrays::stream).toArray(double[][]::new);
    Spread[] spreads = new Spread[sensors];
    for (int s = 0; s < sensors; s++) {
      int sensor = s;
      spreads[s] = Spread.of(Arrays.stream(rows).mapToDouble(row -> row[sensor]).toArray());
      if (!(spreads[s].deviation() > 0)) {
        throw new IllegalArgumentException(
            "sensor %d of the compared ones never varies (expected such as do)".formatted(s));
      }
    }
    double[] means = Arrays.stream(spreads).mapToDouble(Spread::mean).toArray();
    double[] deviations = Arrays.stream(spreads).mapToDouble(Spread::deviation).toArray();
    double[][] correlations = new double[sensors][sensors];
    for (double[] row : rows) {
      double[] scaled = scaled(row, means, deviations);
      for (int a = 0; a < sensors; a++) {
        for (int b = 0; b < sensors; b++) {
          correlations[a][b] += scaled[a] * scaled[b] / rows.length;
        }
      }
    }
    double[] weights = FirstEigenvector.of(correlations);
    HealthAxis axis = new HealthAxis(means, deviations, weights, share(correlations, weights));
    return axis.atEnd(table) < 0
        ? new HealthAxis(
            means, deviations, Arrays.stream(weights).map(w -> -w).toArray(), axis.share)
        : axis;
  }

  /** The number of one reading. */
  double of(double[] row) {
    double[] scaled = scaled(row, means, deviations);
    return IntStream.range(0, weights.length).mapToDouble(i -> weights[i] * scaled[i]).sum();
  }

  /** A table of this number alone. */
  SensorTable of(SensorTable table) {
    return new SensorTable(
        table.engines().stream()
            .map(
                rows ->
                    Arrays.stream(rows).map(row -> new double[] {of(row)}).toArray(double[][]::new))
            .toList());
  }

  private double atEnd(SensorTable table) {
    return Spread.of(of(table).values(0, new RulRange(0, LAST))).mean();
  }

  private static double[] scaled(double[] row, double[] means, double[] deviations) {
    double[] scaled = new double[row.length];
    Arrays.setAll(scaled, i -> (row[i] - means[i]) / deviations[i]);
    return scaled;
  }

  private static double share(double[][] correlations, double[] weights) {
    double along = 0;
    double all = 0;
    for (int a = 0; a < weights.length; a++) {
      all += correlations[a][a];
      for (int b = 0; b < weights.length; b++) {
        along += weights[a] * correlations[a][b] * weights[b];
      }
    }
    return along / all;
  }
}
