package io.harbinger.windows;

import io.harbinger.contract.SensorReading;
import java.util.List;

/** Readings of one setting and two sensors. */
final class Readings {

  static final SensorProfile PROFILE = new SensorProfile(1, 2);

  private Readings() {}

  static SensorReading of(String asset, Long run, int cycle, double value) {
    return SensorReading.newBuilder()
        .setAsset(asset)
        .setRun(run)
        .setCycle(cycle)
        .setSettings(List.of(0.5))
        .setSensors(List.of(value, (double) cycle))
        .build();
  }
}
