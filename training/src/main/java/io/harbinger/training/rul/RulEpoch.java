package io.harbinger.training.rul;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.training.data.WindowSet;
import io.harbinger.training.optimizer.Adam;
import io.harbinger.training.optimizer.LearningRate;
import io.harbinger.training.optimizer.WeightAverage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One pass over the training windows in an order of its own. All randomness of an epoch (order,
 * dropout) comes from the run's seed and the epoch's number alone, so a run that is taken up again
 * at an epoch's beginning goes on exactly as it would have.
 */
final class RulEpoch {

  private final RulNetwork network;
  private final Adam optimizer;
  private final WeightAverage average;
  private final LearningRate learningRate;
  private final RulObjective objective;
  private final int batchSize;
  private final double cap;
  private final double rulScale;
  private final long seed;

  RulEpoch(
      RulNetwork network,
      Adam optimizer,
      WeightAverage average,
      LearningRate learningRate,
      RulObjective objective,
      int batchSize,
      double cap,
      double rulScale,
      long seed) {
    this.network = network;
    this.optimizer = optimizer;
    this.average = average;
    this.learningRate = learningRate;
    this.objective = objective;
    this.batchSize = batchSize;
    this.cap = cap;
    this.rulScale = rulScale;
    this.seed = seed;
  }

  /** Hears of each step. */
  @FunctionalInterface
  interface StepListener {
    void stepped(int step, int steps, double loss);
  }

  static int steps(WindowSet windows, int batchSize, double fraction) {
    int steps = (int) Math.round(windows.size() * fraction / batchSize);
    return Math.max(1, steps);
  }

  /** Runs the epoch; the mean loss of its steps. */
  double run(int epoch, int steps, WindowSet windows, NDManager manager, StepListener listener) {
    SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
    Engine.getInstance().setRandomSeed(random.nextInt(Integer.MAX_VALUE));
    int[] order = shuffled(windows.size(), random);
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      int from = step * batchSize;
      int[] indices = new int[Math.min(batchSize, order.length)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = order[(from + i) % order.length];
      }
      double value = step(windows, indices, manager);
      if (!Double.isFinite(value)) {
        throw new IllegalStateException(
            "the loss is %s at epoch %d, step %d: lower the learning rate"
                .formatted(value, epoch, step));
      }
      sum += value;
      listener.stepped(step + 1, steps, sum / (step + 1));
    }
    return sum / steps;
  }

  private double step(WindowSet windows, int[] indices, NDManager manager) {
    double value;
    try (NDManager batch = manager.newSubManager()) {
      NDArray x =
          batch.create(
              windows.values(indices),
              new Shape(indices.length, windows.window(), windows.channels()));
      NDArray rul = batch.create(scaledRul(windows, indices));
      NDArray failure =
          batch.create(
              failures(windows, indices),
              new Shape(indices.length, network.config().horizons().size()));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList out = network.forward(new ParameterStore(batch, false), new NDList(x), true);
        NDArray batchLoss = objective.of(out, failure, rul);
        collector.backward(batchLoss);
        value = batchLoss.getFloat();
      }
    }
    optimizer.step(learningRate.at(optimizer.steps()));
    average.update(optimizer.steps());
    return value;
  }

  private float[] scaledRul(WindowSet windows, int[] indices) {
    float[] labels = new float[indices.length];
    for (int i = 0; i < indices.length; i++) {
      labels[i] = (float) (Math.min(windows.rul(indices[i]), cap) / rulScale);
    }
    return labels;
  }

  private float[] failures(WindowSet windows, int[] indices) {
    List<Integer> horizons = network.config().horizons();
    float[] labels = new float[indices.length * horizons.size()];
    for (int i = 0; i < indices.length; i++) {
      for (int h = 0; h < horizons.size(); h++) {
        labels[i * horizons.size() + h] = windows.rul(indices[i]) <= horizons.get(h) ? 1 : 0;
      }
    }
    return labels;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
