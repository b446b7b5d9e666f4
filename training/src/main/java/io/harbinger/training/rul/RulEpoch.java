package io.harbinger.training.rul;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.training.data.WindowSet;
import io.harbinger.training.optimizer.Adam;
import io.harbinger.training.optimizer.LearningRate;
import io.harbinger.training.optimizer.WeightAverage;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One pass over the training windows in an order of its own. All randomness of an epoch (order,
 * dropout) comes from the run's seed and the epoch's number alone, so a run that is taken up again
 * at an epoch's beginning goes on exactly as it would have.
 *
 * @param network whose weights are fitted
 * @param optimizer of those weights
 * @param average of those weights
 * @param learningRate of each step
 * @param objective what is lowered
 * @param labels of the windows
 * @param batchSize windows of a step
 * @param inputNoise standard deviation of the noise on scaled inputs: windows of one engine are so
 *     alike that a network learns engines by heart without it
 * @param offsetNoise standard deviation of a channel's shift over a whole window: engines differ
 *     from birth by such shifts, and a network that knows an engine by its own recalls its life
 * @param seed of the run
 */
record RulEpoch(
    RulNetwork network,
    Adam optimizer,
    WeightAverage average,
    LearningRate learningRate,
    RulObjective objective,
    RulLabels labels,
    int batchSize,
    double inputNoise,
    double offsetNoise,
    long seed) {

  /** Hears of each step, counted from 1. */
  @FunctionalInterface
  interface StepListener {
    void stepped(long step, double meanLoss);
  }

  /** Steps of an epoch that draws a share of the windows. */
  static int steps(WindowSet windows, int batchSize, double share) {
    return (int) Math.max(1, Math.round(windows.size() * share / batchSize));
  }

  /**
   * Runs the epoch.
   *
   * @param epoch its number
   * @return the mean of the steps' losses
   */
  RulObjective.Value run(
      int epoch, int steps, WindowSet windows, NDManager manager, StepListener listener) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    Engine.getInstance().setRandomSeed(random.nextInt(Integer.MAX_VALUE));
    int[] order = shuffled(windows.size(), random);
    RulObjective.Value sum = RulObjective.Value.ZERO;
    for (int step = 0; step < steps; step++) {
      int[] indices = new int[Math.min(batchSize, order.length)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = order[(step * batchSize + i) % order.length];
      }
      RulObjective.Value loss = step(windows, indices, manager);
      if (!Double.isFinite(loss.total())) {
        throw new IllegalStateException(
            "the loss is %s at epoch %d, step %d: lower training.learningRate"
                .formatted(loss.total(), epoch, step + 1));
      }
      sum = sum.plus(loss, 1);
      listener.stepped(step + 1, sum.total() / (step + 1));
    }
    return RulObjective.Value.ZERO.plus(sum, 1.0 / steps);
  }

  private RulObjective.Value step(WindowSet windows, int[] indices, NDManager manager) {
    RulObjective.Value value;
    try (NDManager batch = manager.newSubManager()) {
      NDArray x = noisy(windows, indices, batch);
      NDArray rul = labels.rul(windows, indices, batch);
      NDArray failure = labels.failure(windows, indices, batch);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDList outputs = network.forward(new ParameterStore(batch, false), new NDList(x), true);
        RulObjective.Loss loss = objective.of(outputs, failure, rul);
        collector.backward(loss.total());
        value = loss.value();
      }
    }
    optimizer.step(learningRate.at(optimizer.steps()));
    network.constrain();
    average.update(optimizer.steps());
    return value;
  }

  private NDArray noisy(WindowSet windows, int[] indices, NDManager batch) {
    Shape shape = new Shape(indices.length, windows.window(), windows.channels());
    NDArray x = batch.create(windows.values(indices), shape);
    if (inputNoise > 0) {
      x = x.add(batch.randomNormal(0, (float) inputNoise, shape, DataType.FLOAT32));
    }
    if (offsetNoise > 0) {
      Shape perWindow = new Shape(indices.length, 1, windows.channels());
      x = x.add(batch.randomNormal(0, (float) offsetNoise, perWindow, DataType.FLOAT32));
    }
    return x;
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
