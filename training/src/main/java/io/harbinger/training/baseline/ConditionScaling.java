package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.List;

/**
 * The 14 sensors that tell of wear, each at mean 0 and standard deviation 1 within its operating
 * condition: without this, FD002 and FD004 show the flight and not the wear. Fitted on training
 * engines alone. Immutable.
 */
final class ConditionScaling {

  /** Sensors 2, 3, 4, 7, 8, 9, 11 to 15, 17, 20, 21, from 0; the others hardly vary. */
  private static final int[] SENSORS = {1, 2, 3, 6, 7, 8, 10, 11, 12, 13, 14, 16, 19, 20};

  private static final double CONSTANT = 1e-9;
  private static final double CLIP = 5;

  private final double[][] means;
  private final double[][] deviations;

  private ConditionScaling(double[][] means, double[][] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  static ConditionScaling fit(List<EngineRun> engines) {
    int sensors = sensors();
    double[][] sums = new double[OperatingCondition.COUNT][sensors];
    double[][] squares = new double[OperatingCondition.COUNT][sensors];
    int[] counts = new int[OperatingCondition.COUNT];
    List<CycleReading> readings = engines.stream().flatMap(e -> e.readings().stream()).toList();
    for (CycleReading reading : readings) {
      int condition = OperatingCondition.of(reading);
      counts[condition]++;
      for (int s = 0; s < sensors; s++) {
        sums[condition][s] += reading.sensors().get(SENSORS[s]);
      }
    }
    for (int c = 0; c < counts.length; c++) {
      for (int s = 0; s < sensors; s++) {
        sums[c][s] /= Math.max(1, counts[c]);
      }
    }
    for (CycleReading reading : readings) {
      int condition = OperatingCondition.of(reading);
      for (int s = 0; s < sensors; s++) {
        double distance = reading.sensors().get(SENSORS[s]) - sums[condition][s];
        squares[condition][s] += distance * distance;
      }
    }
    for (int c = 0; c < counts.length; c++) {
      for (int s = 0; s < sensors; s++) {
        squares[c][s] = Math.sqrt(squares[c][s] / Math.max(1, counts[c]));
      }
    }
    return new ConditionScaling(sums, squares);
  }

  static int sensors() {
    return SENSORS.length;
  }

  /** Scaled sensors of a reading, within 5 standard deviations; 0 for one that does not vary. */
  double[] scaled(CycleReading reading) {
    int condition = OperatingCondition.of(reading);
    double[] scaled = new double[SENSORS.length];
    for (int s = 0; s < scaled.length; s++) {
      double deviation = deviations[condition][s];
      if (deviation > CONSTANT) {
        double z = (reading.sensors().get(SENSORS[s]) - means[condition][s]) / deviation;
        scaled[s] = Math.max(-CLIP, Math.min(CLIP, z));
      }
    }
    return scaled;
  }
}
