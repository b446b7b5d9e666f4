package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.RulWindow;
import io.harbinger.model.rul.stream.FeatureScaler;
import io.harbinger.model.rul.stream.StreamFeatures;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.training.data.ReadingWindow;
import java.util.List;

/**
 * One engine as the network is shown it.
 *
 * @param unit its number
 * @param conditions the operating condition of each reading
 * @param features (readings, features), without noise
 * @param sensors how many of the features are sensors
 * @param rulAtEnd cycles that were left after the last reading: 0 where it was run to failure
 */
record EngineSequence(int unit, int[] conditions, float[][] features, int sensors, int rulAtEnd) {

  static EngineSequence of(EngineRun engine, StreamFeatures features, int rulAtEnd) {
    List<CycleReading> readings = engine.readings();
    RulWindow window = ReadingWindow.of(readings, readings.size());
    float[][] values = new float[readings.size()][features.size()];
    int[] conditions = new int[readings.size()];
    FeatureScaler scaler = features.scaler();
    for (int t = 0; t < values.length; t++) {
      conditions[t] = scaler.condition(window, t);
      scaler.write(window, t, values[t], 0);
    }
    return new EngineSequence(
        engine.unit(), conditions, values, features.sensors().size(), rulAtEnd);
  }

  int length() {
    return features.length;
  }

  /** Cycles left after a reading. */
  int rul(int time) {
    return length() - 1 - time + rulAtEnd;
  }
}
