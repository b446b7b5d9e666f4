package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.RulWindow;
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
 * @param scaled (readings, used sensors), scaled by the conditions' constants
 * @param cycles of each reading
 * @param rulAtEnd cycles that were left after the last reading: 0 where it was run to failure
 */
record EngineSequence(int unit, int[] conditions, float[][] scaled, float[] cycles, int rulAtEnd) {

  static EngineSequence of(EngineRun engine, StreamFeatures features, int rulAtEnd) {
    List<CycleReading> readings = engine.readings();
    RulWindow window = ReadingWindow.of(readings, readings.size());
    float[][] scaled = new float[readings.size()][features.sensors().size()];
    int[] conditions = new int[readings.size()];
    float[] cycles = new float[readings.size()];
    for (int t = 0; t < scaled.length; t++) {
      conditions[t] = features.condition(window, t);
      cycles[t] = window.value(t, window.settings());
      for (int i = 0; i < scaled[t].length; i++) {
        double value = window.value(t, window.settings() + 1 + features.sensors().get(i));
        scaled[t][i] = features.scaled(features.conditions().get(conditions[t]), i, value);
      }
    }
    return new EngineSequence(engine.unit(), conditions, scaled, cycles, rulAtEnd);
  }

  int length() {
    return scaled.length;
  }

  /** Cycles left after a reading. */
  int rul(int time) {
    return length() - 1 - time + rulAtEnd;
  }
}
