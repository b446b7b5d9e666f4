package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.EngineRun;

/**
 * What boosting is shown of an engine at a cycle: of each scaled sensor the mean, standard
 * deviation, slope a cycle and last value over the last 30 cycles (all there are, earlier), and the
 * engine's age in cycles.
 */
final class WindowStatistics {

  private static final int WINDOW = 30;
  private static final int OF_A_SENSOR = 4;

  private WindowStatistics() {}

  static int columns() {
    return OF_A_SENSOR * ConditionScaling.sensors() + 1;
  }

  /** A row a cycle, {@code (cycles, columns)}. */
  static float[][] of(EngineRun engine, ConditionScaling scaling) {
    double[][] scaled = engine.readings().stream().map(scaling::scaled).toArray(double[][]::new);
    float[][] rows = new float[scaled.length][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = row(scaled, t, engine.readings().get(t).cycle());
    }
    return rows;
  }

  private static float[] row(double[][] scaled, int last, int age) {
    int first = Math.max(0, last - WINDOW + 1);
    int length = last - first + 1;
    double middle = (length - 1) / 2.0;
    float[] row = new float[columns()];
    int at = 0;
    for (int sensor = 0; sensor < ConditionScaling.sensors(); sensor++) {
      double sum = 0;
      for (int t = first; t <= last; t++) {
        sum += scaled[t][sensor];
      }
      double mean = sum / length;
      double squares = 0;
      double moments = 0;
      double times = 0;
      for (int t = first; t <= last; t++) {
        double distance = scaled[t][sensor] - mean;
        double time = t - first - middle;
        squares += distance * distance;
        moments += time * distance;
        times += time * time;
      }
      row[at++] = (float) mean;
      row[at++] = (float) Math.sqrt(squares / length);
      row[at++] = (float) (times == 0 ? 0 : moments / times);
      row[at++] = (float) scaled[last][sensor];
    }
    row[at] = age;
    return row;
  }
}
