package io.harbinger.training.data;

import io.harbinger.source.cmapss.CycleReading;

/** The order of a reading's channels: settings, the cycle, sensors, as in {@code RulWindow}. */
final class Channels {

  private Channels() {}

  static double[] of(CycleReading reading) {
    double[] channels = new double[reading.settings().size() + 1 + reading.sensors().size()];
    int at = 0;
    for (double setting : reading.settings()) {
      channels[at++] = setting;
    }
    channels[at++] = reading.cycle();
    for (double sensor : reading.sensors()) {
      channels[at++] = sensor;
    }
    return channels;
  }
}
