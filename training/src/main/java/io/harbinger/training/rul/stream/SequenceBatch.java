package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Engines of each member side by side, all beginning at step 0, the shorter ones padded by zeros at
 * their end: the network looks back only, so what comes after an engine's end cannot reach it.
 *
 * @param engines of each member, equally many
 * @param starts the reading that each engine begins with, per member and engine
 * @param time steps of the longest
 * @param features (members, time, batch, features), row-major
 */
record SequenceBatch(
    List<List<EngineSequence>> engines, int[][] starts, int time, float[] features) {

  /**
   * How engines are disguised in training.
   *
   * @param input standard deviation of the noise on each scaled value
   * @param offset standard deviation of a shift that each sensor of an engine keeps over its life
   * @param start share of engines that begin at a random reading
   */
  record Disguise(double input, double offset, double start) {
    static final Disguise NONE = new Disguise(0, 0, 0);
  }

  static SequenceBatch of(
      List<List<EngineSequence>> engines, Disguise disguise, SplittableRandom random) {
    int members = engines.size();
    int batch = engines.get(0).size();
    int[][] starts = new int[members][batch];
    int time = 0;
    for (int member = 0; member < members; member++) {
      for (int i = 0; i < batch; i++) {
        int length = engines.get(member).get(i).length();
        starts[member][i] = start(length, disguise, random);
        time = Math.max(time, length - starts[member][i]);
      }
    }
    int width = engines.get(0).get(0).features()[0].length;
    float[] values = new float[members * time * batch * width];
    for (int member = 0; member < members; member++) {
      for (int i = 0; i < batch; i++) {
        EngineSequence engine = engines.get(member).get(i);
        int first = (member * time * batch + i) * width;
        write(engine, starts[member][i], disguise, random, values, first, batch * width);
      }
    }
    return new SequenceBatch(engines, starts, time, values);
  }

  /** Never so late that less than the last ten readings are left. */
  private static int start(int length, Disguise disguise, SplittableRandom random) {
    return disguise.start() > 0 && length > 10 && random.nextDouble() < disguise.start()
        ? random.nextInt(length - 10)
        : 0;
  }

  private static void write(
      EngineSequence engine,
      int start,
      Disguise disguise,
      SplittableRandom random,
      float[] values,
      int first,
      int stride) {
    int used = engine.sensors();
    int width = engine.features()[0].length;
    float[] shift = new float[used];
    if (disguise.offset() > 0) {
      for (int i = 0; i < used; i++) {
        shift[i] = (float) (disguise.offset() * random.nextGaussian());
      }
    }
    for (int t = start; t < engine.length(); t++) {
      int at = first + (t - start) * stride;
      System.arraycopy(engine.features()[t], 0, values, at, width);
      for (int i = 0; i < used; i++) {
        float value = engine.features()[t][i] + shift[i];
        values[at + i] =
            disguise.input() > 0
                ? (float) (value + disguise.input() * random.nextGaussian())
                : value;
      }
    }
  }

  int members() {
    return engines.size();
  }

  int size() {
    return engines.get(0).size();
  }

  /** Steps of an engine. */
  int steps(int member, int index) {
    return engines.get(member).get(index).length() - starts[member][index];
  }

  /** Where a step's number lies in an array (members, time, batch). */
  int place(int member, int step, int index) {
    return (member * time + step) * size() + index;
  }

  NDArray features(NDManager manager) {
    return manager.create(
        features,
        new Shape(members(), time, size(), features.length / (members() * time * size())));
  }

  /** An array (members, time, batch). */
  NDArray steps(NDManager manager, float[] values) {
    return manager.create(values, new Shape(members(), time, size()));
  }
}
