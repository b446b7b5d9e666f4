package io.harbinger.training.data;

import io.harbinger.source.cmapss.CycleReading;

/** The order of a reading's channels: settings, the cycle, sensors, as in {@code RulWindow}. */
final class Channels {

  private Channels() {}

  static double[] of(CycleReading reading) {
    double[] settings = reading.settings();
    double[] sensors = reading.sensors();
    double[] channels = new double[settings.length + 1 + sensors.length];
    System.arraycopy(settings, 0, channels, 0, settings.length);
    channels[settings.length] = reading.cycle();
    System.arraycopy(sensors, 0, channels, settings.length + 1, sensors.length);
    return channels;
  }
}
