package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulWindow;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Advances machines with equally many new readings, all members in one pass. Immutable; as
 * thread-safe as its engine.
 */
final class StreamStepper {

  private final StreamEngine engine;
  private final FeatureScaler scaler;
  private final SensorLevels levels;
  private final int features;
  private final int members;
  private final int[] units;
  private final int stateSize;

  StreamStepper(StreamSpec spec, StreamEngine engine) {
    this.engine = engine;
    this.scaler = spec.features().scaler();
    this.levels = spec.levels();
    this.features = spec.features().size();
    this.members = spec.network().members();
    this.units = spec.network().units().stream().mapToInt(Integer::intValue).toArray();
    this.stateSize = spec.stateSize();
  }

  /**
   * What came of it.
   *
   * @param told (time, batch, outputs) of all members together, row-major
   * @param states of each machine after its last reading
   */
  record Advanced(float[] told, List<float[]> states) {}

  /** The numbers of a state. */
  int stateSize() {
    return stateSize;
  }

  /**
   * Runs the network.
   *
   * @param readings of each machine, equally many
   * @param before each machine's state, sensors' levels first
   * @param scratch used by nobody else until this returns
   */
  Advanced run(List<RulWindow> readings, List<float[]> before, StreamScratch scratch) {
    int batch = readings.size();
    int time = readings.get(0).length();
    FloatBuffer values = scratch.room(0, time * batch * features);
    float[] row = new float[features];
    List<float[]> states = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      RulWindow own = readings.get(i);
      float[] state = new float[stateSize];
      // The rest of it comes from the network.
      System.arraycopy(before.get(i), 0, state, 0, levels.size());
      states.add(state);
      for (int t = 0; t < time; t++) {
        scaler.write(own, t, row, 0);
        values.put((t * batch + i) * features, row);
        levels.update(state, own.value(t, own.settings()), row, 0);
      }
    }
    gather(before, scratch);
    StreamEngine.Told told = engine.tell(scratch, time, batch);
    scatter(told.layers(), states);
    return new Advanced(told.told(), states);
  }

  private void gather(List<float[]> states, StreamScratch scratch) {
    int from = levels.size();
    for (int layer = 0; layer < units.length; layer++) {
      FloatBuffer values = scratch.room(1 + layer, members * states.size() * units[layer]);
      for (int member = 0; member < members; member++) {
        for (float[] state : states) {
          values.put(state, from + member * units[layer], units[layer]);
        }
      }
      from += members * units[layer];
    }
  }

  private void scatter(List<FloatBuffer> layers, List<float[]> states) {
    int to = levels.size();
    for (int layer = 0; layer < units.length; layer++) {
      FloatBuffer values = layers.get(layer);
      for (int member = 0; member < members; member++) {
        for (int i = 0; i < states.size(); i++) {
          int from = (member * states.size() + i) * units[layer];
          values.get(from, states.get(i), to + member * units[layer], units[layer]);
        }
      }
      to += members * units[layer];
    }
  }
}
