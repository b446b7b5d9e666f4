package io.harbinger.model.rul.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells which sensors moved an estimate, by occlusion (Zeiler and Fergus, 2014) over a history: the
 * network reads a machine whose sensors drift from their first level to their latest, once with all
 * of them and once for each sensor with that one held at its first level. The difference between
 * the two lives is the sensor's effect.
 *
 * <p>The history is made of the levels that the state keeps, since the readings themselves are not
 * kept: the drift grows as {@code exp((t - last) / 15)} over {@value #STEPS} steps, as wear does.
 * So the effects explain where the sensors stand, not each wiggle on the way; and they are of the
 * life before it is bounded by 0 and the cap, where all effects would vanish.
 */
final class StreamExplanation {

  /** Steps of the history. */
  static final int STEPS = 50;

  /** Steps in which the drift grows by e. */
  private static final double GROWTH = 15;

  private final StreamSpec spec;
  private final StreamEngine engine;

  StreamExplanation(StreamSpec spec, StreamEngine engine) {
    this.spec = spec;
    this.engine = engine;
  }

  /**
   * The effects of every used sensor on each machine's estimate, the strongest first.
   *
   * @param states of the machines, at least one
   */
  List<List<SensorEffect>> of(List<float[]> states) {
    int sensors = spec.features().sensors().size();
    int rows = states.size() * (sensors + 1);
    double[] lives = lives(histories(states), rows);
    List<List<SensorEffect>> all = new ArrayList<>();
    for (int machine = 0; machine < states.size(); machine++) {
      float[] state = states.get(machine);
      double told = lives[machine * (sensors + 1)];
      List<SensorEffect> effects = new ArrayList<>();
      for (int sensor = 0; sensor < sensors; sensor++) {
        double without = lives[machine * (sensors + 1) + 1 + sensor];
        double drift = spec.levels().recent(state, sensor) - spec.levels().first(state, sensor);
        effects.add(new SensorEffect(spec.sensorName(sensor), drift, told - without));
      }
      effects.sort(
          Comparator.comparingDouble((SensorEffect effect) -> Math.abs(effect.cycles()))
              .reversed()
              .thenComparing(SensorEffect::sensor));
      all.add(effects);
    }
    return all;
  }

  /** (time, machines x (1 + sensors), features): first with all sensors, then without each. */
  private float[] histories(List<float[]> states) {
    int sensors = spec.features().sensors().size();
    int width = spec.features().size();
    SensorLevels levels = spec.levels();
    int rows = states.size() * (sensors + 1);
    float[] histories = new float[STEPS * rows * width];
    for (int t = 0; t < STEPS; t++) {
      float grown = (float) Math.exp((t - (STEPS - 1)) / GROWTH);
      for (int row = 0; row < rows; row++) {
        float[] state = states.get(row / (sensors + 1));
        int occluded = row % (sensors + 1) - 1;
        for (int sensor = 0; sensor < sensors; sensor++) {
          float first = levels.first(state, sensor);
          float drift = sensor == occluded ? 0 : levels.recent(state, sensor) - first;
          histories[(t * rows + row) * width + sensor] = first + grown * drift;
        }
        if (width > sensors) {
          double cycle = Math.max(1, levels.cycle(state) - (STEPS - 1) + t);
          histories[(t * rows + row) * width + sensors] =
              (float) (cycle / spec.features().ageScale());
        }
      }
    }
    return histories;
  }

  private double[] lives(float[] histories, int rows) {
    StreamScratch scratch = new StreamScratch();
    scratch.room(0, histories.length).put(histories);
    int slot = 1;
    for (int units : spec.network().units()) {
      // New memory is zeros, which is the state before the first step.
      scratch.room(slot++, spec.network().members() * rows * units);
    }
    float[] numbers = engine.tell(scratch, STEPS, rows).told();
    double[] lives = new double[rows];
    for (int row = 0; row < rows; row++) {
      lives[row] = numbers[((STEPS - 1) * rows + row) * spec.network().outputs()];
    }
    return lives;
  }
}
