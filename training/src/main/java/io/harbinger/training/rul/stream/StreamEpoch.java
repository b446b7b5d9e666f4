package io.harbinger.training.rul.stream;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.GradientCollector;
import io.harbinger.model.rul.stream.StreamNetwork;
import io.harbinger.training.optimizer.Adam;
import io.harbinger.training.optimizer.LearningRate;
import io.harbinger.training.optimizer.WeightAverage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * One pass of every member over its own engines, each in an order of its own. All randomness of an
 * epoch comes from the run's seed and the epoch's number alone, so a run that is taken up again at
 * an epoch's beginning goes on exactly as it would have.
 *
 * @param network whose weights are fitted
 * @param optimizer of the weights
 * @param average of the weights
 * @param clip of each member's gradient
 * @param learningRate of each step
 * @param objective what is lowered
 * @param disguise of the engines
 * @param dropout share of each layer's outputs
 * @param batchSize engines of a step, per member
 * @param seed of the run
 */
record StreamEpoch(
    StreamNetwork network,
    Adam optimizer,
    WeightAverage average,
    MemberClip clip,
    LearningRate learningRate,
    StreamObjective objective,
    SequenceBatch.Disguise disguise,
    double dropout,
    int batchSize,
    long seed) {

  /** Hears of each step, counted from 1. */
  @FunctionalInterface
  interface StepListener {
    void stepped(long step, double meanLoss);
  }

  /** Steps of an epoch: the member with the most engines sees each once. */
  static int steps(List<List<EngineSequence>> training, int batchSize) {
    int most = training.stream().mapToInt(List::size).max().orElseThrow();
    return (most + batchSize - 1) / batchSize;
  }

  /**
   * Runs the epoch.
   *
   * @param epoch its number
   * @param training engines per member
   * @return the mean loss of a member and step
   */
  double run(
      int epoch, List<List<EngineSequence>> training, NDManager manager, StepListener listener) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    Engine.getInstance().setRandomSeed(random.nextInt(Integer.MAX_VALUE));
    int steps = steps(training, batchSize);
    List<List<EngineSequence>> orders = new ArrayList<>();
    for (List<EngineSequence> own : training) {
      List<EngineSequence> order = new ArrayList<>(own);
      shuffle(order, random);
      orders.add(order);
    }
    double sum = 0;
    for (int step = 0; step < steps; step++) {
      List<List<EngineSequence>> engines = new ArrayList<>();
      for (List<EngineSequence> order : orders) {
        List<EngineSequence> own = new ArrayList<>();
        for (int i = 0; i < batchSize; i++) {
          own.add(order.get((step * batchSize + i) % order.size()));
        }
        engines.add(own);
      }
      double loss = step(SequenceBatch.of(engines, disguise, random), manager);
      sum += loss / training.size();
      listener.stepped(step + 1, sum / (step + 1));
    }
    return sum / steps;
  }

  private double step(SequenceBatch batch, NDManager manager) {
    double value;
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = batch.features(scope);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        StreamNetwork.Output output =
            network.train(
                x,
                network.zeroState(scope, batch.size()),
                states ->
                    dropout == 0
                        ? states
                        : Dropout.dropout(states, (float) dropout, true).singletonOrThrow());
        NDArray loss = objective.of(output.outputs(), batch, scope);
        collector.backward(loss);
        value = loss.getFloat();
      }
    }
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(
          "the loss is %s at step %d: lower training.learningRate"
              .formatted(value, optimizer.steps() + 1));
    }
    int members = network.config().members();
    if (clip.clip(network.weights().values(), members, manager).size() == members) {
      throw new IllegalStateException(
          "every member's gradient overflowed at step %d: lower training.learningRate"
              .formatted(optimizer.steps() + 1));
    }
    optimizer.step(learningRate.at(optimizer.steps()));
    average.update(optimizer.steps());
    return value;
  }

  private static void shuffle(List<EngineSequence> order, RandomGenerator random) {
    for (int i = order.size() - 1; i > 0; i--) {
      Collections.swap(order, i, random.nextInt(i + 1));
    }
  }
}
