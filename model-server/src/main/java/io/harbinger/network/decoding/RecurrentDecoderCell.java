package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.recurrent.CellOutput;
import io.harbinger.network.recurrent.RecurrentCell;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell, or any composition of cells, as the cell of a decoder:
 *
 * <pre>
 * RecurrentDecoderCell cell = new RecurrentDecoderCell(CellSpec.of("lstm", 64, options).create(seed));
 * cell.initialize(manager, type, new Shape(1, 1, features));
 * decoder.decode(pass, sampler, cell.initialState(manager, batch, pass.training()));
 * </pre>
 *
 * <p>The state is the recurrent cell's. The features are those of the decoder's inputs; inside an
 * {@link AttentionWrapper} the width of the attention comes on top. The parameters are those of the
 * child {@code cell}, and as a block it is that cell, sequences and all.
 *
 * <p>Where a pass trains, dropout is on and comes from the engine's random state, not from the
 * pass.
 */
public final class RecurrentDecoderCell extends AbstractBlock implements DecoderCell {

  private final RecurrentCell cell;

  /** A decoder's cell over a recurrent one. */
  public RecurrentDecoderCell(RecurrentCell cell) {
    this.cell = addChildBlock("cell", cell);
  }

  /** The recurrent cell. */
  public RecurrentCell cell() {
    return cell;
  }

  /**
   * The state before the first step: {@link RecurrentCell#initialState}. An encoder's last state
   * can stand in its place, where that has the same parts.
   *
   * @param manager owns the state
   * @param batch how many sequences
   * @param training whether dropout is on
   */
  public NDList initialState(NDManager manager, long batch, boolean training) {
    return cell.initialState(manager, batch, training);
  }

  @Override
  public Step step(ForwardPass pass, NDArray input, NDList state) {
    CellOutput out = cell.step(pass.parameters(), input, state, pass.training());
    return new Step(out.output(), out.state());
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    cell.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return cell.getOutputShapes(inputShapes);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    return cell.forward(parameterStore, inputs, training);
  }
}
