package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell, or a composition of cells that is itself a cell: takes an input and a state,
 * gives an output and the next state. One step and a whole sequence give the same numbers.
 *
 * <p>Initialise it with the shape of a sequence, {@code (time, batch, features)}; only the features
 * matter. As a block it takes such a sequence and, optionally, the parts of a first state, and
 * gives {@code (time, batch, outputSize)} and the parts of the last state.
 *
 * <p>Thread-safe for inference once initialised. Arrays that a call makes belong to the manager of
 * its input.
 */
public abstract class RecurrentCell extends AbstractBlock {

  /** The name that messages use, {@code LSTM cell}. */
  protected abstract String title();

  /** The features of an input; known once the cell is initialised. */
  public abstract int inputSize();

  /** The features of an output; known once the cell is initialised. */
  public abstract int outputSize();

  /** What a state consists of, in order; known once the cell is initialised. */
  public abstract List<StatePart> stateParts();

  /**
   * The state before the first step: zeros, and for variational dropout the masks of these
   * sequences.
   *
   * @param manager owns the state
   * @param batch how many sequences
   * @param training whether dropout is on
   */
  public NDList initialState(NDManager manager, long batch, boolean training) {
    NDList state = new NDList();
    for (StatePart part : stateParts()) {
      state.add(manager.zeros(new Shape(batch, part.width()), dataType()));
    }
    return state;
  }

  /**
   * One step.
   *
   * @param x the input {@code (batch, inputSize)}
   * @param state before the step
   * @param training whether gradients are recorded and dropout is on
   */
  public final CellOutput step(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    checkFeatures(x.getShape(), 2, "batch");
    checkState(state, x.getShape().get(0));
    return takeStep(parameterStore, x, state, training);
  }

  /**
   * Whole sequences.
   *
   * @param x the inputs {@code (time, batch, inputSize)}
   * @param lengths the real steps of each sequence
   * @param state before the first step
   * @param training whether gradients are recorded and dropout is on
   */
  public final CellOutput sequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training) {
    Shape shape = x.getShape();
    checkFeatures(shape, 3, "time, batch");
    lengths.check(shape.get(0), shape.get(1));
    checkState(state, shape.get(1));
    return takeSequence(parameterStore, x, lengths, state, training);
  }

  /** {@link #step} with checked arguments; by default a sequence of one. */
  protected CellOutput takeStep(
      ParameterStore parameterStore, NDArray x, NDList state, boolean training) {
    CellOutput out =
        takeSequence(parameterStore, x.expandDims(0), SequenceLengths.whole(), state, training);
    return new CellOutput(out.output().squeeze(0), out.state());
  }

  /** {@link #sequence} with checked arguments. */
  protected abstract CellOutput takeSequence(
      ParameterStore parameterStore,
      NDArray x,
      SequenceLengths lengths,
      NDList state,
      boolean training);

  /**
   * Puts parameters back into their permitted range, IndRNN's recurrent weights for one; to be
   * called after each update of the parameters.
   */
  public void constrain() {
    for (Block child : getChildren().values()) {
      if (child instanceof RecurrentCell cell) {
        cell.constrain();
      }
    }
  }

  /** The type of the parameters, and so of states. */
  protected DataType dataType() {
    return initialised(getParameters().valueAt(0)).getDataType();
  }

  /** A parameter's array, or an error that the cell has none yet. */
  protected final NDArray initialised(Parameter parameter) {
    if (!parameter.isInitialized()) {
      throw new IllegalStateException(
          "the %s has no weights yet: initialise it with an input shape".formatted(title()));
    }
    return parameter.getArray();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), outputSize())};
  }

  /** Checks that a shape to initialise with is that of a sequence, and gives its features. */
  protected final long features(Shape[] inputShapes) {
    Shape shape = inputShapes[0];
    if (shape.dimension() != 3) {
      throw new IllegalArgumentException(
          "the %s got an input of shape %s (expected time, batch, features)"
              .formatted(title(), shape));
    }
    return shape.get(2);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray x = inputs.head();
    checkFeatures(x.getShape(), 3, "time, batch");
    NDList state =
        inputs.size() > 1
            ? inputs.subNDList(1)
            : initialState(x.getManager(), x.getShape().get(1), training);
    CellOutput out = sequence(parameterStore, x, SequenceLengths.whole(), state, training);
    return new NDList(out.output()).addAll(out.state());
  }

  private void checkFeatures(Shape shape, int dimensions, String leading) {
    if (shape.dimension() != dimensions || shape.get(dimensions - 1) != inputSize()) {
      throw new IllegalArgumentException(
          "the %s got an input of shape %s (expected %s, %d features)"
              .formatted(title(), shape, leading, inputSize()));
    }
  }

  private void checkState(NDList state, long batch) {
    List<StatePart> parts = stateParts();
    if (state.size() != parts.size()) {
      throw new IllegalArgumentException(
          "the %s got a state of %d parts (expected %d: %s)"
              .formatted(title(), state.size(), parts.size(), parts));
    }
    for (int i = 0; i < parts.size(); i++) {
      Shape expected = new Shape(batch, parts.get(i).width());
      if (!state.get(i).getShape().equals(expected)) {
        throw new IllegalArgumentException(
            "the %s got a state %s of shape %s (expected %s)"
                .formatted(title(), parts.get(i).name(), state.get(i).getShape(), expected));
      }
    }
  }
}
