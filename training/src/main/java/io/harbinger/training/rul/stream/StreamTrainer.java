package io.harbinger.training.rul.stream;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.stream.StreamNetwork;
import io.harbinger.model.rul.stream.StreamNetworkConfig;
import io.harbinger.training.checkpoint.Checkpoint;
import io.harbinger.training.optimizer.Adam;
import io.harbinger.training.optimizer.LearningRate;
import io.harbinger.training.optimizer.WeightAverage;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.recipe.StreamTrainingRecipe;
import io.harbinger.training.report.MetricsCsv;
import io.harbinger.training.report.StreamEpochMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits all members of an ensemble side by side, for a number of epochs that the recipe fixes: the
 * last averaged weights are the model, so that nothing is chosen by the engines held out. Writes a
 * checkpoint from which a killed run goes on exactly.
 *
 * <p>Owns its native memory; one at a time in a JVM (the engine records gradients of one trainer
 * only), used by one thread.
 */
final class StreamTrainer implements AutoCloseable {

  private static final String PARAMETERS = "parameters";
  private static final String MOMENTS1 = "moments1";
  private static final String MOMENTS2 = "moments2";
  private static final String AVERAGE = "average";

  private final StreamRecipe recipe;
  private final List<List<EngineSequence>> training;
  private final List<List<EngineSequence>> heldOut;
  private final int mostLeft;
  private final NDManager manager;
  private final StreamNetwork network;
  private final StreamNetwork averaged;
  private final Adam optimizer;
  private final WeightAverage average;
  private final StreamEpoch epochs;
  private final int steps;
  private StreamRunState state;

  /**
   * A run at its beginning.
   *
   * @param training the engines that each member is fitted to
   * @param heldOut the engines that each member is measured on
   * @param mostLeft the most cycles that are left to an engine in a test set
   * @param identity of recipe and data
   */
  StreamTrainer(
      StreamRecipe recipe,
      StreamNetworkConfig config,
      List<List<EngineSequence>> training,
      List<List<EngineSequence>> heldOut,
      int mostLeft,
      String identity) {
    this.recipe = recipe;
    this.training = training;
    this.heldOut = heldOut;
    this.mostLeft = mostLeft;
    this.manager = NDManager.newBaseManager();
    StreamTrainingRecipe settings = recipe.training();
    Engine.getInstance().setRandomSeed(Long.hashCode(recipe.seed()));
    network = new StreamNetwork(config, InitialWeights.draw(config, recipe.seed(), manager));
    network.weights().values().forEach(weight -> weight.setRequiresGradient(true));
    optimizer = new Adam(manager, network.weights(), 0, settings.weightDecay());
    average = new WeightAverage(manager, network.weights(), settings.weightAveraging());
    averaged = new StreamNetwork(config, average.averages());
    steps = StreamEpoch.steps(training, settings.batchSize());
    long all = (long) steps * settings.epochs();
    epochs =
        new StreamEpoch(
            network,
            optimizer,
            average,
            new MemberClip(settings.clipNorm()),
            LearningRate.cosine(
                settings.learningRate(), Math.round(settings.warmupFraction() * all), all),
            new StreamObjective(recipe.data().cap(), recipe.data().horizons(), settings),
            new SequenceBatch.Disguise(
                settings.inputNoise(), settings.offsetNoise(), settings.randomStart()),
            recipe.network().dropout(),
            settings.batchSize(),
            recipe.seed());
    state = new StreamRunState(identity, 0, 0);
  }

  /** Takes up a checkpoint's run; refuses one of another recipe or other data. */
  void resume(Path checkpointFile) {
    Checkpoint<StreamRunState> checkpoint = Checkpoint.read(checkpointFile, StreamRunState.class);
    if (!checkpoint.state().identity().equals(state.identity())) {
      throw new IllegalArgumentException(
          ("%s is of another recipe, seed or data: give those of the run that is to be resumed, or"
                  + " another --out")
              .formatted(checkpointFile));
    }
    state = checkpoint.state();
    put(checkpoint.group(PARAMETERS), network.weights());
    put(checkpoint.group(MOMENTS1), optimizer.firstMoments());
    put(checkpoint.group(MOMENTS2), optimizer.secondMoments());
    put(checkpoint.group(AVERAGE), average.averages());
    optimizer.resumeAt(state.optimizerSteps());
  }

  int epochsDone() {
    return state.epochsDone();
  }

  /** Trains to the end. */
  void run(
      String task, MetricsCsv<StreamEpochMetrics> metrics, Path checkpointFile, Progress progress)
      throws IOException {
    StreamTrainingRecipe settings = recipe.training();
    progress.begin(task, settings.epochs(), steps, state.epochsDone());
    while (state.epochsDone() < settings.epochs()) {
      StreamEpochMetrics row = epoch(progress);
      metrics.append(row);
      if (row.epoch() == settings.epochs() || row.epoch() % settings.checkpointEveryEpochs() == 0) {
        checkpoint().write(checkpointFile);
      }
      progress.endEpoch(
          row.epoch(),
          "held-out RMSE %.2f cycles (members %.2f to %.2f)"
              .formatted(row.rmseTruncated(), row.rmseLowest(), row.rmseHighest()));
    }
  }

  private StreamEpochMetrics epoch(Progress progress) {
    long began = System.nanoTime();
    int number = state.epochsDone() + 1;
    double loss =
        epochs.run(
            number, training, manager, (step, meanLoss) -> progress.step(number, step, meanLoss));
    List<HeldOutError> errors = new ArrayList<>();
    List<HeldOutPrediction> all = new ArrayList<>();
    for (List<HeldOutPrediction> own : heldOutPredictions()) {
      errors.add(HeldOutError.of(own, recipe.data().cap(), mostLeft));
      all.addAll(own);
    }
    HeldOutError pooled = HeldOutError.of(all, recipe.data().cap(), mostLeft);
    state = new StreamRunState(state.identity(), number, optimizer.steps());
    return new StreamEpochMetrics(
        number,
        epochs.learningRate().at(optimizer.steps() - 1),
        loss,
        pooled.truncated(),
        errors.stream().mapToDouble(HeldOutError::truncated).min().orElseThrow(),
        errors.stream().mapToDouble(HeldOutError::truncated).max().orElseThrow(),
        pooled.everyCycle(),
        (System.nanoTime() - began) / 1e9);
  }

  /** What each member, with its averaged weights, says of the engines held out of it. */
  List<List<HeldOutPrediction>> heldOutPredictions() {
    return HeldOutForward.of(averaged, recipe.data().cap(), heldOut, manager);
  }

  /** The network of the averaged weights; valid until the trainer is closed. */
  StreamNetwork averaged() {
    return averaged;
  }

  private Checkpoint<StreamRunState> checkpoint() {
    Map<String, Map<String, Tensor>> groups = new LinkedHashMap<>();
    groups.put(PARAMETERS, tensors(network.weights()));
    groups.put(MOMENTS1, tensors(optimizer.firstMoments()));
    groups.put(MOMENTS2, tensors(optimizer.secondMoments()));
    groups.put(AVERAGE, tensors(average.averages()));
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
