package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;

/**
 * A linear layer after a cell, of all steps at once; the state stays the cell's. Parameters: {@code
 * projection.weight (size, outputs of the cell)}, {@code projection.bias (size)}.
 */
public final class OutputProjectionCell extends CellWrapper implements Scripted {

  private final int size;
  private final Linear projection;

  /**
   * A projection after a cell.
   *
   * @param size how many outputs there are
   * @param seed of the projection's weights
   */
  public OutputProjectionCell(RecurrentCell cell, int size, long seed) {
    super(cell);
    this.size = size;
    projection = addChildBlock("projection", Linear.builder().setUnits(size).build());
    projection.setInitializer(new GateInitializer.GlorotUniform(1, seed), Parameter.Type.WEIGHT);
  }

  @Override
  protected String title() {
    return "projection after a " + cell.title();
  }

  @Override
  public int outputSize() {
    return size;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    super.initializeChildBlocks(manager, dataType, inputShapes);
    projection.initialize(manager, dataType, new Shape(1, cell.outputSize()));
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    CellOutput out = cell.sequence(parameterStore, x, lengths, state, training);
    // The bias would show in the padding.
    NDArray projected = project(parameterStore, out.output(), training);
    return new CellOutput(lengths.hidePadding(projected, training), out.state());
  }

  @Override
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    CellOutput out = cell.step(parameterStore, x, state, training);
    return new CellOutput(project(parameterStore, out.output(), training), out.state());
  }

  private NDArray project(ParameterStore parameterStore, NDArray output, boolean training) {
    return projection.forward(parameterStore, new NDList(output), training).head();
  }

  @Override
  public String script(ScriptScope scope, String x) {
    String out = Scripted.of(cell).script(scope.child("cell"), x);
    return scope.child("projection").linear(projection, out);
  }
}
