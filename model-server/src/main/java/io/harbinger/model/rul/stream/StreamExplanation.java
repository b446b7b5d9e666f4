package io.harbinger.model.rul.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells which sensors moved an estimate, by integrated gradients (Sundararajan, Taly and Yan, 2017)
 * over a history: a machine's sensors drift from their first level to their latest, and each
 * sensor's effect is its share of the difference between that life and one without drift. The
 * integral along the drift is taken by the midpoint rule, so one backward pass tells all sensors;
 * where the network bends along the drift, the effects add up to the difference only roughly.
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

  /** Where on the way from no drift to the whole of it the gradient is taken. */
  private static final double MIDPOINT = 0.5;

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
    int width = spec.features().size();
    int machines = states.size();
    StreamScratch scratch = new StreamScratch();
    float[] histories = histories(states, MIDPOINT);
    scratch.room(0, histories.length).put(histories);
    float[] gradient = engine.gradient(scratch, STEPS, machines);
    List<List<SensorEffect>> all = new ArrayList<>();
    for (int machine = 0; machine < machines; machine++) {
      List<SensorEffect> effects = new ArrayList<>();
      for (int sensor = 0; sensor < sensors; sensor++) {
        double drift = drift(states.get(machine), sensor);
        double effect = 0;
        for (int t = 0; t < STEPS; t++) {
          effect += gradient[(t * machines + machine) * width + sensor] * grown(t) * drift;
        }
        effects.add(new SensorEffect(spec.sensorName(sensor), drift, effect));
      }
      effects.sort(
          Comparator.comparingDouble((SensorEffect effect) -> Math.abs(effect.cycles()))
              .reversed()
              .thenComparing(SensorEffect::sensor));
      all.add(effects);
    }
    return all;
  }

  /**
   * The features of the histories, (time, machines, features).
   *
   * @param share of the drift
   */
  float[] histories(List<float[]> states, double share) {
    int sensors = spec.features().sensors().size();
    int width = spec.features().size();
    float[] histories = new float[STEPS * states.size() * width];
    for (int t = 0; t < STEPS; t++) {
      for (int machine = 0; machine < states.size(); machine++) {
        float[] state = states.get(machine);
        int at = (t * states.size() + machine) * width;
        for (int sensor = 0; sensor < sensors; sensor++) {
          float first = spec.levels().first(state, sensor);
          histories[at + sensor] = (float) (first + share * grown(t) * drift(state, sensor));
        }
        if (width > sensors) {
          double cycle = Math.max(1, spec.levels().cycle(state) - (STEPS - 1) + t);
          histories[at + sensors] = (float) (cycle / spec.features().ageScale());
        }
      }
    }
    return histories;
  }

  private double drift(float[] state, int sensor) {
    return spec.levels().recent(state, sensor) - spec.levels().first(state, sensor);
  }

  private static double grown(int t) {
    return Math.exp((t - (STEPS - 1)) / GROWTH);
  }
}
