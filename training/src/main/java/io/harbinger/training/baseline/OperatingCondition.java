package io.harbinger.training.baseline;

import io.harbinger.source.cmapss.CycleReading;

/**
 * The six operating conditions of C-MAPSS, told apart by altitude alone; FD001 and FD003 have the
 * first alone.
 */
public final class OperatingCondition {

  /** How many there are. */
  public static final int COUNT = 6;

  private static final double[] ALTITUDES = {0, 10, 20, 25, 35, 42};

  private OperatingCondition() {}

  /** Index of the condition with the nearest altitude, in rising order of altitude (kft). */
  public static int of(CycleReading reading) {
    double altitude = reading.settings().get(0);
    int nearest = 0;
    for (int i = 1; i < COUNT; i++) {
      if (Math.abs(ALTITUDES[i] - altitude) < Math.abs(ALTITUDES[nearest] - altitude)) {
        nearest = i;
      }
    }
    return nearest;
  }
}
