package io.harbinger.training.adding;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.ops.GradientRecording;
import io.harbinger.network.recurrent.OutputProjectionCell;
import io.harbinger.network.recurrent.RecurrentCell;
import io.harbinger.training.optimizer.Adam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Trains a cell on the adding problem and measures its error on held-out sequences as it goes. The
 * answer is a linear function of the cell's output at the last step.
 *
 * <p>Trains on the calling thread; one trial at a time in a JVM, since the engine records the
 * gradients of one trainer only.
 */
public final class AddingTrial {

  private final AddingProblem problem;
  private final AddingSettings settings;

  /** A trial by these settings. */
  public AddingTrial(AddingSettings settings) {
    this.settings = settings;
    this.problem = new AddingProblem(settings.steps());
  }

  /**
   * One measurement.
   *
   * @param update how many updates were made
   * @param error the mean squared error on the held-out sequences
   */
  @JsonPropertyOrder({"update", "error"})
  public record Measurement(int update, double error) {}

  /**
   * Trains a cell from its first weights.
   *
   * @param cell a cell without weights; its weights are freed at the end
   * @param listener hears of each measurement as it is made
   * @return all measurements; the last is after the last update
   */
  public List<Measurement> run(RecurrentCell cell, Consumer<Measurement> listener) {
    return train(cell, measurements -> false, listener);
  }

  /**
   * Trains a cell from its first weights until it reaches a target, or to the last update.
   *
   * @param cell a cell without weights; its weights are freed at the end
   * @param target where training stops
   * @param listener hears of each measurement as it is made
   * @return all measurements; the last is after the last update that was made
   */
  public List<Measurement> run(
      RecurrentCell cell, AddingTarget target, Consumer<Measurement> listener) {
    return train(cell, measurements -> target.reachedAt(measurements).isPresent(), listener);
  }

  private List<Measurement> train(
      RecurrentCell cell, Predicate<List<Measurement>> enough, Consumer<Measurement> listener) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    AddingProblem.Batch heldOut = problem.draw(settings.heldOut(), random.split());
    List<Measurement> measurements = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      RecurrentCell network = new OutputProjectionCell(cell, 1, settings.seed());
      network.initialize(
          manager, DataType.FLOAT32, new Shape(settings.steps(), 1, AddingProblem.FEATURES));
      Map<String, NDArray> parameters = new LinkedHashMap<>();
      NamedParameters.of(network).forEach((name, p) -> parameters.put(name, p.getArray()));
      parameters.values().forEach(array -> array.setRequiresGradient(true));
      Adam optimizer = new Adam(manager, parameters, settings.clipNorm(), 0);
      for (int update = 1; update <= settings.updates() && !enough.test(measurements); update++) {
        update(network, problem.draw(settings.batch(), random), manager);
        optimizer.step(settings.learningRateAt(update));
        network.constrain();
        if (update % settings.reportEvery() == 0 || update == settings.updates()) {
          Measurement measurement = new Measurement(update, measure(network, heldOut, manager));
          measurements.add(measurement);
          listener.accept(measurement);
        }
      }
    }
    return List.copyOf(measurements);
  }

  private void update(RecurrentCell network, AddingProblem.Batch batch, NDManager manager) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(error(network, batch, scope, true));
    }
  }

  private double measure(RecurrentCell network, AddingProblem.Batch batch, NDManager manager) {
    try (GradientRecording.Scope paused = GradientRecording.pause();
        NDManager scope = manager.newSubManager()) {
      return error(network, batch, scope, false).getFloat();
    }
  }

  private NDArray error(
      RecurrentCell network, AddingProblem.Batch batch, NDManager scope, boolean training) {
    int size = batch.targets().length;
    NDArray x =
        scope.create(batch.inputs(), new Shape(settings.steps(), size, AddingProblem.FEATURES));
    NDArray targets = scope.create(batch.targets());
    NDArray outputs =
        network.forward(new ParameterStore(scope, false), new NDList(x), training).head();
    NDArray answers = outputs.get(settings.steps() - 1).squeeze(1);
    return answers.sub(targets).square().mean();
  }
}
