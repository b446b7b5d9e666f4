package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulWindow;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Machines with equally many new readings, read by all members in one pass.
 *
 * @param told (time, batch, outputs) of all members together, row-major
 * @param states of each machine after its last reading
 */
record StreamBatch(float[] told, List<float[]> states) {

  /**
   * Runs the network.
   *
   * @param readings of each machine, equally many
   * @param before each machine's state, sensors' levels first
   * @param scratch used by nobody else until this returns
   */
  static StreamBatch run(
      StreamSpec spec,
      StreamEngine engine,
      List<RulWindow> readings,
      List<float[]> before,
      StreamScratch scratch) {
    int batch = readings.size();
    int time = readings.get(0).length();
    int width = spec.features().size();
    FloatBuffer features = scratch.room(0, time * batch * width);
    float[] row = new float[width];
    List<float[]> states = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      float[] state = new float[spec.stateSize()];
      // The rest of it comes from the network.
      System.arraycopy(before.get(i), 0, state, 0, spec.levels().size());
      states.add(state);
      for (int t = 0; t < time; t++) {
        spec.features().write(readings.get(i), t, row, 0);
        features.put((t * batch + i) * width, row);
        float cycle = readings.get(i).value(t, readings.get(i).settings());
        spec.levels().update(state, cycle, row, 0);
      }
    }
    gather(spec, before, scratch);
    StreamEngine.Told told = engine.tell(scratch, time, batch);
    scatter(spec, told.layers(), states);
    return new StreamBatch(told.told(), states);
  }

  private static void gather(StreamSpec spec, List<float[]> states, StreamScratch scratch) {
    int members = spec.network().members();
    int from = spec.levels().size();
    int slot = 1;
    for (int units : spec.network().units()) {
      FloatBuffer values = scratch.room(slot, members * states.size() * units);
      for (int member = 0; member < members; member++) {
        for (float[] state : states) {
          values.put(state, from + member * units, units);
        }
      }
      from += members * units;
      slot++;
    }
  }

  private static void scatter(StreamSpec spec, List<FloatBuffer> layers, List<float[]> states) {
    int members = spec.network().members();
    int to = spec.levels().size();
    for (int layer = 0; layer < layers.size(); layer++) {
      int units = spec.network().units().get(layer);
      FloatBuffer values = layers.get(layer);
      for (int member = 0; member < members; member++) {
        for (int i = 0; i < states.size(); i++) {
          int from = (member * states.size() + i) * units;
          values.get(from, states.get(i), to + member * units, units);
        }
      }
      to += members * units;
    }
  }
}
