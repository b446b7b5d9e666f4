package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;

/** Adds a cell's input to its output; the state is the cell's. Both must be equally wide. */
public final class ResidualCell extends CellWrapper implements Scripted {

  /** A residual connection around a cell. */
  public ResidualCell(RecurrentCell cell) {
    super(cell);
  }

  @Override
  protected String title() {
    return "residual " + cell.title();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    super.initializeChildBlocks(manager, dataType, inputShapes);
    if (cell.inputSize() != cell.outputSize()) {
      throw new IllegalArgumentException(
          "the %s has %d input features and %d outputs (expected the same; project one of them)"
              .formatted(title(), cell.inputSize(), cell.outputSize()));
    }
  }

  @Override
  protected CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    CellOutput out = cell.sequence(parameterStore, x, lengths, state, training);
    NDArray sum = out.output().add(lengths.hidePadding(x, training));
    return new CellOutput(sum, out.state());
  }

  @Override
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    CellOutput out = cell.step(parameterStore, x, state, training);
    return new CellOutput(out.output().add(x), out.state());
  }

  @Override
  public String script(ScriptScope scope, String x) {
    String out = Scripted.of(cell).script(scope.child("cell"), x);
    return scope.let("sum", "torch.add(%s, %s)".formatted(out, x));
  }
}
