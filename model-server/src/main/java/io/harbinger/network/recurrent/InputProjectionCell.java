package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.function.UnaryOperator;

/**
 * A linear layer before a cell, of all steps at once. Parameters: {@code projection.weight (size,
 * features)}, {@code projection.bias (size)}.
 */
public final class InputProjectionCell extends CellWrapper {

  private final int size;
  private final UnaryOperator<NDArray> activation;
  private final Linear projection;

  /**
   * A projection before a cell.
   *
   * @param size how many features the cell gets
   * @param seed of the projection's weights
   */
  public InputProjectionCell(int size, RecurrentCell cell, long seed) {
    this(size, UnaryOperator.identity(), cell, seed);
  }

  /**
   * A projection with an activation before a cell.
   *
   * @param size how many features the cell gets
   * @param activation applied to the projected features, {@code NDArray::tanh} for one
   * @param seed of the projection's weights
   */
  public InputProjectionCell(
      int size, UnaryOperator<NDArray> activation, RecurrentCell cell, long seed) {
    super(cell);
    this.size = size;
    this.activation = activation;
    projection = addChildBlock("projection", Linear.builder().setUnits(size).build());
    projection.setInitializer(new GateInitializer.GlorotUniform(1, seed), Parameter.Type.WEIGHT);
  }

  @Override
  protected String title() {
    return "projection before a " + cell.title();
  }

  @Override
  public int inputSize() {
    return Math.toIntExact(
        initialised(projection.getDirectParameters().get("weight")).getShape().get(1));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape sequence = inputShapes[0];
    projection.initialize(manager, dataType, new Shape(1, features(inputShapes)));
    cell.initialize(manager, dataType, new Shape(sequence.get(0), sequence.get(1), size));
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    NDArray projected = project(parameterStore, lengths.hidePadding(x, training), training);
    return cell.sequence(parameterStore, projected, lengths, state, training);
  }

  @Override
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    return cell.step(parameterStore, project(parameterStore, x, training), state, training);
  }

  private NDArray project(ParameterStore parameterStore, NDArray x, boolean training) {
    return activation.apply(projection.forward(parameterStore, new NDList(x), training).head());
  }
}
