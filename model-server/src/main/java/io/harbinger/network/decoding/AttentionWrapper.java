package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.harbinger.network.attention.Attention;
import io.harbinger.network.attention.AttentionMemory;
import io.harbinger.network.attention.AttentionState;
import io.harbinger.network.attention.AttentionStep;
import io.harbinger.network.attention.ForwardPass;
import io.harbinger.network.ops.GlorotUniform;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Lets a decoder's cell attend to a memory (Luong, Pham and Manning, 2015, with input feeding):
 *
 * <pre>
 * output, state = cell(concat(x, attention'), state')
 * context       = attend(query = output)
 * attention     = concat(output, context) W,   or the context where there is no attention layer
 * </pre>
 *
 * <p>The state is the last attention (zeros at first), its weights, their sum so far, and then the
 * cell's own. Parameters: those of the attention, and {@code layerWeight (output + depth, units)}.
 * The cell's belong to whoever made it. As a block it takes what {@link Attention} takes, with the
 * cell's output for the query, and gives the attention of a first step and its weights.
 */
public final class AttentionWrapper extends AbstractBlock {

  /** What the wrapped cell puts out. */
  public enum Output {
    /** The attention. */
    ATTENTION,
    /** The cell's output; the attention only goes into the next step. */
    CELL
  }

  private final Attention attention;
  private final Output output;
  private final long seed;
  private final int units;
  private final @Nullable Parameter layerWeight;

  /**
   * A wrapper.
   *
   * @param layerUnits the width of the attention layer, if there shall be one
   * @param seed of the layer's first weights
   */
  public AttentionWrapper(Attention attention, OptionalInt layerUnits, Output output, long seed) {
    this.attention = addChildBlock("attention", attention);
    this.output = output;
    this.seed = seed;
    units = layerUnits.orElse(0);
    if (layerUnits.isPresent() && units < 1) {
      throw new IllegalArgumentException(
          "an attention layer of " + units + " units (expected at least 1)");
    }
    layerWeight =
        layerUnits.isPresent()
            ? addParameter(
                Parameter.builder().setName("layerWeight").setType(Parameter.Type.WEIGHT).build())
            : null;
  }

  /** The state that a memory's first step begins with. */
  public NDList initialState(AttentionMemory memory, NDList cellState) {
    AttentionState first = attention.initial(memory);
    NDArray mask = memory.mask();
    NDArray zeros = mask.getManager().zeros(attended(memory), mask.getDataType());
    return new NDList(zeros, first.alignments(), first.total()).addAll(cellState);
  }

  /** The shape of an attention to a memory. */
  private Shape attended(AttentionMemory memory) {
    return new Shape(memory.batch(), layerWeight == null ? memory.depth() : units);
  }

  /**
   * A cell that attends to a memory.
   *
   * @param cell takes inputs wider by the attention, and puts out queries
   */
  public DecoderCell over(DecoderCell cell, AttentionMemory memory) {
    return (pass, input, state) -> {
      check(memory, input.getShape(), state);
      DecoderCell.Step inner = cell.step(pass, input.concat(state.get(0), 1), state.subNDList(3));
      AttentionStep step =
          attention.attend(
              pass, memory, inner.output(), new AttentionState(state.get(1), state.get(2)));
      NDArray attended = layered(pass, inner.output(), step.context());
      NDArray alignments = step.state().alignments();
      return new DecoderCell.Step(
          switch (output) {
            case ATTENTION -> attended;
            case CELL -> inner.output();
          },
          new NDList(attended, alignments, step.state().total()).addAll(inner.state()),
          alignments);
    };
  }

  private void check(AttentionMemory memory, Shape input, NDList state) {
    if (input.dimension() != 2 || input.get(0) != memory.batch()) {
      throw new IllegalArgumentException(
          "an attention wrapper got an input of shape %s for a memory of %d sequences (expected as many rows of features)"
              .formatted(input, memory.batch()));
    }
    if (state.size() < 3 || !state.head().getShape().equals(attended(memory))) {
      throw new IllegalArgumentException(
          ("an attention wrapper got a state of %s (expected an attention %s, its weights, their"
                  + " sum and the cell's state)")
              .formatted(Arrays.toString(state.getShapes()), attended(memory)));
    }
  }

  private NDArray layered(ForwardPass pass, NDArray cellOutput, NDArray context) {
    return layerWeight == null
        ? context
        : cellOutput.concat(context, 1).matMul(pass.value(layerWeight, cellOutput));
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (layerWeight != null) {
      long width = inputShapes[0].get(2) + inputShapes[1].get(1);
      layerWeight.setShape(new Shape(width, units));
      layerWeight.setInitializer(new GlorotUniform(width, units, seed));
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    attention.initialize(manager, dataType, inputShapes);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape[] shapes = attention.getOutputShapes(inputShapes);
    return layerWeight == null
        ? shapes
        : new Shape[] {new Shape(shapes[0].get(0), units), shapes[1]};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDList attended = attention.forward(parameterStore, inputs, training);
    if (layerWeight == null) {
      return attended;
    }
    NDArray query = inputs.get(1);
    NDArray weight = parameterStore.getValue(layerWeight, query.getDevice(), training);
    return new NDList(query.concat(attended.get(0), 1).matMul(weight), attended.get(1));
  }
}
