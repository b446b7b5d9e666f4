package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** A cell that does something around another, whose state is its own. */
abstract class CellWrapper extends RecurrentCell {

  final RecurrentCell cell;

  CellWrapper(RecurrentCell cell) {
    this.cell = addChildBlock("cell", cell);
  }

  @Override
  public int inputSize() {
    return cell.inputSize();
  }

  @Override
  public int outputSize() {
    return cell.outputSize();
  }

  @Override
  public List<StatePart> stateParts() {
    return cell.stateParts();
  }

  @Override
  public NDList initialState(NDManager manager, long batch, boolean training) {
    return cell.initialState(manager, batch, training);
  }

  @Override
  protected DataType dataType() {
    return cell.dataType();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    features(inputShapes);
    cell.initialize(manager, dataType, inputShapes[0]);
  }
}
