package io.harbinger.training.data;

import io.harbinger.model.rul.RulScaling;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.List;

/**
 * One engine's readings as the network sees them, scaled once; windows are cut from it without
 * copying the engine.
 */
final class EngineSeries {

  private final int unit;
  private final int channels;
  private final float[] values;

  private EngineSeries(int unit, int channels, float[] values) {
    this.unit = unit;
    this.channels = channels;
    this.values = values;
  }

  static EngineSeries of(EngineRun engine, RulScaling scaling) {
    List<CycleReading> readings = engine.readings();
    int channels = scaling.offset().size();
    float[] values = new float[readings.size() * channels];
    int at = 0;
    for (CycleReading reading : readings) {
      int channel = 0;
      for (double value : Channels.of(reading)) {
        // The rounding to float comes first, as it does when a window arrives over the wire.
        values[at++] = scaling.scaled(channel++, (float) value);
      }
    }
    return new EngineSeries(engine.unit(), channels, values);
  }

  int unit() {
    return unit;
  }

  /**
   * Copies the window that ends with a reading, {@code (window, channels)}; a history shorter than
   * the window is left-padded by its first reading, as in production.
   *
   * @param end index of the last reading, from 0
   */
  void copyWindow(int end, int window, float[] target, int at) {
    int first = end - window + 1;
    for (int t = first; t <= end; t++) {
      System.arraycopy(values, Math.max(t, 0) * channels, target, at, channels);
      at += channels;
    }
  }
}
