package io.harbinger.windows;

import io.harbinger.contract.SensorReading;
import java.util.List;

/** What a window keeps of a reading. */
record StoredReading(int cycle, List<Double> settings, List<Double> sensors) {

  static StoredReading of(SensorReading reading) {
    return new StoredReading(reading.getCycle(), reading.getSettings(), reading.getSensors());
  }
}
