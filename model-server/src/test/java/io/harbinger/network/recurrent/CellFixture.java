package io.harbinger.network.recurrent;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.harbinger.network.NamedParameters;
import java.util.SplittableRandom;

/** A cell with weights, and arrays of its type to give to it. */
final class CellFixture implements AutoCloseable {

  final NDManager manager = NDManager.newBaseManager();
  final ParameterStore store = new ParameterStore(manager, false);
  final RecurrentCell cell;
  final DataType type;

  CellFixture(RecurrentCell cell, int features, DataType type) {
    this.cell = cell;
    this.type = type;
    cell.initialize(manager, type, new Shape(1, 1, features));
  }

  /** All weights 0.5, biases 0: the golden values' cell. */
  static CellFixture ofHalves(RecurrentCell cell, int features) {
    CellFixture fixture = new CellFixture(cell, features, DataType.FLOAT32);
    NamedParameters.of(cell)
        .forEach(
            (name, parameter) ->
                fixture.fill(name, parameter.getType() == Parameter.Type.BIAS ? 0 : 0.5f));
    return fixture;
  }

  CellFixture fill(String parameter, float value) {
    NDArray array = NamedParameters.of(cell).get(parameter).getArray();
    array.set(new NDIndex("..."), value);
    return this;
  }

  CellFixture set(String parameter, float... values) {
    NamedParameters.of(cell).get(parameter).getArray().set(values);
    return this;
  }

  /** Random inputs; ids for an embedding. */
  NDArray input(long time, long batch, long seed) {
    Shape shape = new Shape(time, batch, cell.inputSize());
    SplittableRandom random = new SplittableRandom(seed);
    if (cell instanceof EmbeddingCell) {
      return manager.create(random.longs(shape.size(), 0, 3).toArray(), shape);
    }
    return normal(shape, seed);
  }

  NDArray normal(Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return manager.create(values, shape).toType(type, false);
  }

  NDList state(long batch) {
    return cell.initialState(manager, batch, false);
  }

  CellOutput run(NDArray x, SequenceLengths lengths) {
    return cell.sequence(store, x, lengths, state(x.getShape().get(1)), false);
  }

  /**
   * As in training: with weights that require gradients, in a collector. Without one the engine's
   * first thread records nothing, whatever a cell is told.
   */
  CellOutput recorded(NDArray x, SequenceLengths lengths, NDList state) {
    for (Parameter parameter : NamedParameters.of(cell).values()) {
      parameter.getArray().setRequiresGradient(true);
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      CellOutput out = cell.sequence(store, x, lengths, state, true);
      // Refuses what has not been recorded.
      collector.backward(out.output().sum());
      return out;
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
