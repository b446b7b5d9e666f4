package io.harbinger.windows;

/**
 * What a reading must hold to be taken.
 *
 * @param settings how many operating settings
 * @param sensors how many sensor values
 */
public record SensorProfile(int settings, int sensors) {

  /** C-MAPSS turbofans. */
  public static final SensorProfile TURBOFAN = new SensorProfile(3, 21);

  /** Refuses negative numbers and a profile of nothing. */
  public SensorProfile {
    if (settings < 0 || sensors < 1) {
      throw new IllegalArgumentException(
          "%d settings and %d sensors (expected at least 0 and 1)".formatted(settings, sensors));
    }
  }
}
