package io.harbinger.source.cmapss;

import java.util.List;

/**
 * One snapshot of an engine.
 *
 * @param cycle the flight, from 1
 * @param settings altitude, Mach number, throttle resolver angle
 * @param sensors the 21 channels in the data's order and units
 */
public record CycleReading(int cycle, List<Double> settings, List<Double> sensors) {

  /** Operating settings of a reading. */
  public static final int SETTINGS = 3;

  /** Sensors of a reading. */
  public static final int SENSORS = 21;

  /** Copies the lists and refuses wrong sizes. */
  public CycleReading {
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
    if (cycle < 1 || settings.size() != SETTINGS || sensors.size() != SENSORS) {
      throw new IllegalArgumentException(
          "cycle %d with %d settings and %d sensors (expected cycle 1 or later, %d and %d)"
              .formatted(cycle, settings.size(), sensors.size(), SETTINGS, SENSORS));
    }
  }
}
