package io.harbinger.training.rul;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulNetworkConfig;
import io.harbinger.training.checkpoint.Checkpoint;
import io.harbinger.training.data.WindowSet;
import io.harbinger.training.optimizer.Adam;
import io.harbinger.training.optimizer.LearningRate;
import io.harbinger.training.optimizer.WeightAverage;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.RulRecipe;
import io.harbinger.training.recipe.TrainingRecipe;
import io.harbinger.training.report.EpochMetrics;
import io.harbinger.training.report.MetricsCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fits a network epoch by epoch, keeps the best epoch's averaged weights, stops when held-out
 * engines no longer gain, and writes a checkpoint from which a killed run goes on exactly.
 *
 * <p>Owns its native memory; one at a time in a JVM (the engine records gradients of one trainer
 * only), used by one thread.
 */
final class RulTrainer implements AutoCloseable {

  private static final String PARAMETERS = "parameters";
  private static final String MOMENTS1 = "moments1";
  private static final String MOMENTS2 = "moments2";
  private static final String AVERAGE = "average";
  private static final String BEST = "best";

  private final RulRecipe recipe;
  private final WindowSet windows;
  private final RulValidation validation;
  private final NDManager manager;
  private final RulNetwork shadow;
  private final Adam optimizer;
  private final WeightAverage average;
  private final Map<String, NDArray> parameters;
  private final RulEpoch epochs;
  private final int steps;
  private Map<String, float[]> best;
  private RunState state;

  RulTrainer(
      RulRecipe recipe,
      RulNetworkConfig config,
      RulLabels labels,
      WindowSet windows,
      RulValidation validation,
      String identity) {
    this.recipe = recipe;
    this.windows = windows;
    this.validation = validation;
    this.manager = NDManager.newBaseManager();
    TrainingRecipe training = recipe.training();
    Engine.getInstance().setRandomSeed(Long.hashCode(recipe.seed()));
    RulNetwork network = new RulNetwork(config, recipe.seed());
    network.initialize(manager);
    shadow = new RulNetwork(config, recipe.seed());
    shadow.initialize(manager);
    parameters = Weights.trainable(network);
    optimizer = new Adam(manager, parameters, training.clipNorm(), training.weightDecay());
    average = new WeightAverage(manager, parameters, training.weightAveraging());
    best = Weights.copy(average.averages());
    steps = RulEpoch.steps(windows, training.batchSize(), training.windowsPerEpochFraction());
    epochs =
        new RulEpoch(
            network,
            optimizer,
            average,
            learningRate(training, steps),
            new RulObjective(training.lossRul(), training.lossWeights()),
            labels,
            training.batchSize(),
            training.inputNoise(),
            training.offsetNoise(),
            recipe.seed());
    state = RunState.beginning(identity);
  }

  private static LearningRate learningRate(TrainingRecipe training, int steps) {
    long warmup = (long) steps * training.warmupEpochs();
    return switch (training.schedule()) {
      case CONSTANT -> LearningRate.constant(training.learningRate(), warmup);
      case COSINE ->
          LearningRate.cosine(training.learningRate(), warmup, (long) steps * training.epochs());
    };
  }

  /** Takes up a checkpoint's run; refuses one of another recipe or other data. */
  void resume(Path checkpointFile) {
    Checkpoint<RunState> checkpoint = Checkpoint.read(checkpointFile, RunState.class);
    if (!checkpoint.state().identity().equals(state.identity())) {
      throw new IllegalArgumentException(
          ("%s is of another recipe, seed or data: give those of the run that is to be resumed, or"
                  + " another --out")
              .formatted(checkpointFile));
    }
    state = checkpoint.state();
    put(checkpoint.group(PARAMETERS), parameters);
    put(checkpoint.group(MOMENTS1), optimizer.firstMoments());
    put(checkpoint.group(MOMENTS2), optimizer.secondMoments());
    put(checkpoint.group(AVERAGE), average.averages());
    optimizer.resumeAt(state.optimizerSteps());
    best = new LinkedHashMap<>();
    checkpoint.group(BEST).forEach((name, tensor) -> best.put(name, tensor.values()));
  }

  int epochsDone() {
    return state.epochsDone();
  }

  int bestEpoch() {
    return state.bestEpoch();
  }

  /** Trains to the end, or to where patience ends. */
  void run(String task, MetricsCsv<EpochMetrics> metrics, Path checkpointFile, Progress progress)
      throws IOException {
    TrainingRecipe training = recipe.training();
    progress.begin(task, training.epochs(), steps, state.epochsDone());
    while (state.epochsDone() < training.epochs() && !outOfPatience()) {
      EpochMetrics row = epoch(progress);
      metrics.append(row);
      boolean last = state.epochsDone() == training.epochs() || outOfPatience();
      if (last || state.epochsDone() % training.checkpointEveryEpochs() == 0) {
        checkpoint().write(checkpointFile);
      }
      progress.endEpoch(
          row.epoch(), "validation RMSE %.2f cycles".formatted(row.validationRmseCapped()));
    }
  }

  private boolean outOfPatience() {
    int patience = recipe.training().patience();
    return patience > 0 && state.epochsDone() - state.bestEpoch() >= patience;
  }

  private EpochMetrics epoch(Progress progress) {
    long began = System.nanoTime();
    int number = state.epochsDone() + 1;
    RulObjective.Value loss =
        epochs.run(
            number,
            steps,
            windows,
            manager,
            (step, meanLoss) -> progress.step(number, step, meanLoss));
    Map<String, float[]> averaged = Weights.copy(average.averages());
    Weights.set(shadow, averaged);
    RulValidation.Result result = validation.of(shadow, manager);
    double criterion = result.criterion(recipe.training().lossRul());
    boolean better = criterion < state.bestCriterion();
    if (better) {
      best = averaged;
    }
    state =
        new RunState(
            state.identity(),
            number,
            optimizer.steps(),
            better ? number : state.bestEpoch(),
            better ? criterion : state.bestCriterion());
    return new EpochMetrics(
        number,
        epochs.learningRate().at(optimizer.steps() - 1),
        loss.total(),
        loss.failure(),
        loss.rul(),
        result.loss().total(),
        result.loss().failure(),
        result.loss().rul(),
        result.rmseCapped(),
        result.rmseAllCycles(),
        (System.nanoTime() - began) / 1e9);
  }

  /** The network with the best epoch's weights; valid until the trainer is closed. */
  RulNetwork bestNetwork() {
    Weights.set(shadow, best);
    return shadow;
  }

  NDManager manager() {
    return manager;
  }

  private Checkpoint<RunState> checkpoint() {
    Map<String, Map<String, Tensor>> groups = new LinkedHashMap<>();
    groups.put(PARAMETERS, tensors(parameters));
    groups.put(MOMENTS1, tensors(optimizer.firstMoments()));
    groups.put(MOMENTS2, tensors(optimizer.secondMoments()));
    groups.put(AVERAGE, tensors(average.averages()));
    Map<String, Tensor> bestTensors = new LinkedHashMap<>();
    tensors(parameters)
        .forEach(
            (name, tensor) -> {
              float[] values = best.get(name);
              if (values != null) {
                bestTensors.put(name, Tensor.of(tensor.shape(), values));
              }
            });
    groups.put(BEST, bestTensors);
    return new Checkpoint<>(state, groups);
  }

  private static Map<String, Tensor> tensors(Map<String, NDArray> arrays) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) ->
            tensors.put(
                name,
                Tensor.of(
                    Arrays.stream(array.getShape().getShape()).boxed().toList(),
                    array.toFloatArray())));
    return tensors;
  }

  private static void put(Map<String, Tensor> saved, Map<String, NDArray> arrays) {
    arrays.forEach(
        (name, array) -> {
          Tensor tensor = saved.get(name);
          if (tensor == null) {
            throw new IllegalArgumentException("the checkpoint lacks " + name);
          }
          boolean trained = array.hasGradient();
          array.setRequiresGradient(false);
          array.set(tensor.values());
          array.setRequiresGradient(trained);
        });
  }

  @Override
  public void close() {
    manager.close();
  }
}
