package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * A cell run over batches of sequences, in one direction or in both: the edge between networks that
 * put the batch first and cells that put time first.
 *
 * <p>Takes {@code (batch, time, features)} and, optionally, the length of each sequence {@code
 * (batch)} in 64-bit integers; gives {@code (batch, time, size)}, zero in the padding, and the
 * parts of the last state, the forward cell's first. In both directions the outputs of the forward
 * cell come first in each step; the backward cell begins at each sequence's own last step.
 */
public final class RecurrentLayer extends AbstractBlock {

  private final RecurrentCell forward;
  private final @Nullable RecurrentCell backward;

  private RecurrentLayer(RecurrentCell forward, @Nullable RecurrentCell backward) {
    this.forward = addChildBlock("forward", forward);
    this.backward = backward == null ? null : addChildBlock("backward", backward);
  }

  /** A cell from the first step to the last. */
  public static RecurrentLayer unidirectional(RecurrentCell cell) {
    return new RecurrentLayer(cell, null);
  }

  /** A cell from the first step to the last, and another from the last to the first. */
  public static RecurrentLayer bidirectional(RecurrentCell forward, RecurrentCell backward) {
    if (forward == backward) {
      throw new IllegalArgumentException("one cell for both directions (expected two)");
    }
    return new RecurrentLayer(forward, backward);
  }

  /** The features of a step's output. */
  public int outputSize() {
    return forward.outputSize() + (backward == null ? 0 : backward.outputSize());
  }

  /** Puts parameters back into their permitted range; to be called after each update. */
  public void constrain() {
    forward.constrain();
    if (backward != null) {
      backward.constrain();
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape input = inputShapes[0];
    if (input.dimension() != 3) {
      throw new IllegalArgumentException(
          "a recurrent layer got an input of shape %s (expected batch, time, features)"
              .formatted(input));
    }
    Shape sequence = new Shape(input.get(1), input.get(0), input.get(2));
    forward.initialize(manager, dataType, sequence);
    if (backward != null) {
      backward.initialize(manager, dataType, sequence);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), outputSize())};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray x = inputs.head();
    if (x.getShape().dimension() != 3) {
      throw new IllegalArgumentException(
          "a recurrent layer got an input of shape %s (expected batch, time, features)"
              .formatted(x.getShape()));
    }
    SequenceLengths lengths = inputs.size() > 1 ? lengths(inputs.get(1)) : SequenceLengths.whole();
    CellOutput out = run(parameterStore, x.transpose(1, 0, 2), lengths, training);
    return new NDList(out.output().transpose(1, 0, 2)).addAll(out.state());
  }

  private static SequenceLengths lengths(NDArray lengths) {
    if (lengths.getDataType() != DataType.INT64 || lengths.getShape().dimension() != 1) {
      throw new IllegalArgumentException(
          "a recurrent layer got lengths of type %s and shape %s (expected INT64, one for each sequence)"
              .formatted(lengths.getDataType(), lengths.getShape()));
    }
    return SequenceLengths.of(lengths.toLongArray());
  }

  /** {@link #forward} with time first, from the cells' initial states. */
  public CellOutput run(
      ParameterStore parameterStore, NDArray x, SequenceLengths lengths, boolean training) {
    CellOutput ahead = run(forward, parameterStore, x, lengths, training);
    if (backward == null) {
      return ahead;
    }
    lengths.check(x.getShape().get(0), x.getShape().get(1));
    CellOutput back = run(backward, parameterStore, lengths.reverse(x), lengths, training);
    NDList outputs = new NDList(ahead.output(), lengths.reverse(back.output()));
    return new CellOutput(
        NDArrays.concat(outputs, 2), new NDList(ahead.state()).addAll(back.state()));
  }

  private static CellOutput run(
      RecurrentCell cell,
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      boolean training) {
    NDList state = cell.initialState(x.getManager(), x.getShape().get(1), training);
    return cell.sequence(parameterStore, x, lengths, state, training);
  }
}
