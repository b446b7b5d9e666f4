package io.harbinger.model.rul;

import java.util.Arrays;

/**
 * The readings that one prediction is made from, oldest first, in engineering units.
 *
 * <p>Values lie as {@code (time, channels)} in row-major order; a reading's channels are its
 * settings, then its cycle, then its sensors. Immutable.
 */
public final class RulWindow {
  private final int length;
  private final int settings;
  private final int sensors;
  private final float[] values;

  private RulWindow(int length, int settings, int sensors, float[] values) {
    this.length = length;
    this.settings = settings;
    this.sensors = sensors;
    this.values = values;
  }

  /**
   * A window of readings.
   *
   * @param cycles (time) cycle of each reading
   * @param settings (time, settings)
   * @param sensors (time, sensors)
   */
  public static RulWindow of(int[] cycles, double[][] settings, double[][] sensors) {
    int length = cycles.length;
    if (length == 0 || settings.length != length || sensors.length != length) {
      throw new IllegalArgumentException(
          "a window of %d cycles, %d settings and %d sensor rows (expected equally many, at least one)"
              .formatted(length, settings.length, sensors.length));
    }
    int settingCount = settings[0].length;
    int sensorCount = sensors[0].length;
    int channels = settingCount + 1 + sensorCount;
    float[] values = new float[length * channels];
    for (int t = 0; t < length; t++) {
      if (settings[t].length != settingCount || sensors[t].length != sensorCount) {
        throw new IllegalArgumentException(
            "reading %d has %d settings and %d sensors (expected %d and %d as in the first reading)"
                .formatted(t, settings[t].length, sensors[t].length, settingCount, sensorCount));
      }
      int at = t * channels;
      for (double setting : settings[t]) {
        values[at++] = (float) setting;
      }
      values[at++] = cycles[t];
      for (double sensor : sensors[t]) {
        values[at++] = (float) sensor;
      }
    }
    return new RulWindow(length, settingCount, sensorCount, values);
  }

  /** The readings from one place to before another. */
  public RulWindow part(int from, int to) {
    if (from < 0 || to > length || from >= to) {
      throw new IllegalArgumentException(
          "readings %d to before %d of %d (expected at least one of them)"
              .formatted(from, to, length));
    }
    return new RulWindow(
        to - from,
        settings,
        sensors,
        Arrays.copyOfRange(values, from * channels(), to * channels()));
  }

  /** Number of readings. */
  public int length() {
    return length;
  }

  /** Settings of a reading. */
  public int settings() {
    return settings;
  }

  /** Sensors of a reading. */
  public int sensors() {
    return sensors;
  }

  /** Channels of a reading: settings, the cycle, sensors. */
  public int channels() {
    return settings + 1 + sensors;
  }

  /** The value of a channel at a time step. */
  public float value(int time, int channel) {
    return values[time * channels() + channel];
  }
}
