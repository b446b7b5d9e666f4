package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.harbinger.network.ops.SequenceMask;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Attention of a query over a memory, step by step:
 *
 * <pre>
 * AttentionMemory memory = attention.prepare(pass, states, lengths);
 * AttentionState state = attention.initial(memory);
 * AttentionStep step = attention.attend(pass, memory, query, state);
 * </pre>
 *
 * <p>Positions beyond a sequence's length are zero in the memory and have no weight, whatever they
 * held. As a block it takes states {@code (time, batch, depth)}, one query {@code (batch, query
 * depth)} and, optionally, lengths {@code (batch)}, and gives the context and the weights of a
 * first step; {@code initialize} takes the first two shapes.
 *
 * <p>The parameters' names depend on the mechanism: {@code memoryWeight}, {@code queryWeight},
 * {@code vector}, {@code scale}, {@code bias}, {@code locationFilter}, {@code locationWeight},
 * {@code scoreBias}. A monotonic attention that was trained in one mode serves in another: give the
 * same weights to an attention of the other mode.
 */
public final class Attention extends AbstractBlock {

  private final AttentionSpec spec;
  private final Score score;
  private final Probability probability;

  /**
   * An attention without weights.
   *
   * @param seed of the first weights
   */
  public Attention(AttentionSpec spec, long seed) {
    this.spec = spec;
    score = Score.of(spec.score(), this::parameter, seed);
    probability = Probability.of(spec.probability(), this::parameter);
  }

  private Parameter parameter(String name, Parameter.Type type) {
    return addParameter(Parameter.builder().setName(name).setType(type).build());
  }

  /** The mechanism. */
  public AttentionSpec spec() {
    return spec;
  }

  /** Prepares states of which none is padding. */
  public AttentionMemory prepare(ForwardPass pass, NDArray states) {
    Shape shape = requireStates(states.getShape());
    NDArray mask =
        states.getManager().ones(new Shape(shape.get(1), shape.get(0)), states.getDataType());
    NDArray values = states.transpose(1, 0, 2);
    return new AttentionMemory(values, score.keys(pass, values), mask);
  }

  /**
   * Prepares a memory. Reads the lengths on the host and refuses what is below 0 or beyond time.
   *
   * @param states {@code (time, batch, depth)}
   * @param lengths of the sequences {@code (batch)}
   */
  public AttentionMemory prepare(ForwardPass pass, NDArray states, NDArray lengths) {
    Shape shape = requireStates(states.getShape());
    if (!lengths.getShape().equals(new Shape(shape.get(1)))) {
      throw new IllegalArgumentException(
          "an attention got lengths of shape %s for states of shape %s (expected (%d))"
              .formatted(lengths.getShape(), shape, shape.get(1)));
    }
    NDArray mask = SequenceMask.of(lengths, shape.get(0), states.getDataType());
    NDArray values = SequenceMask.fill(states.transpose(1, 0, 2), mask.expandDims(2), 0);
    return new AttentionMemory(values, score.keys(pass, values), mask);
  }

  /** What the first step begins with. */
  public AttentionState initial(AttentionMemory memory) {
    return new AttentionState(probability.initial(memory), memory.mask().zerosLike());
  }

  /**
   * One step.
   *
   * @param memory that this attention prepared
   * @param query {@code (batch, query depth)}
   * @param state of the step before
   */
  public AttentionStep attend(
      ForwardPass pass, AttentionMemory memory, NDArray query, AttentionState state) {
    check(memory, query.getShape(), state);
    NDArray scores = score.score(pass, memory, query, state);
    NDArray weights = probability.weights(pass, scores, memory.mask(), state.alignments());
    NDArray context = weights.expandDims(1).matMul(memory.values()).squeeze(1);
    return new AttentionStep(context, new AttentionState(weights, state.total().add(weights)));
  }

  /** By shapes alone, which the host knows: no step waits for the device. */
  private void check(AttentionMemory memory, Shape query, AttentionState state) {
    Shape weight = score.memoryWeight().getArray().getShape();
    long units = memory.keys().getShape().get(2);
    if (memory.depth() != weight.get(0) || units != weight.get(1)) {
      throw new IllegalArgumentException(
          "an attention got a memory of depth %d with keys of %d units (expected %d and %d)"
              .formatted(memory.depth(), units, weight.get(0), weight.get(1)));
    }
    if (query.dimension() != 2 || query.get(1) != score.queryDepth()) {
      throw new IllegalArgumentException(
          "an attention got a query of shape %s (expected batch, %d features)"
              .formatted(query, score.queryDepth()));
    }
    if (query.get(0) != memory.batch()) {
      throw new IllegalArgumentException(
          "an attention got %d queries for a memory of %d sequences (expected as many)"
              .formatted(query.get(0), memory.batch()));
    }
    Shape weights = memory.mask().getShape();
    Shape alignments = state.alignments().getShape();
    if (!alignments.equals(weights) || !state.total().getShape().equals(weights)) {
      throw new IllegalArgumentException(
          "an attention got a state of alignments %s and total %s (expected %s each)"
              .formatted(alignments, state.total().getShape(), weights));
    }
  }

  private Shape requireStates(Shape states) {
    long depth = score.memoryWeight().getArray().getShape().get(0);
    if (requireSequence(states).get(2) != depth) {
      throw new IllegalArgumentException(
          "an attention got states of shape %s (expected time, batch, %d features)"
              .formatted(states, depth));
    }
    return states;
  }

  private static Shape requireSequence(Shape states) {
    if (states.dimension() != 3) {
      throw new IllegalArgumentException(
          "an attention got states of shape " + states + " (expected time, batch, depth)");
    }
    return states;
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (inputShapes.length < 2 || inputShapes[1].dimension() != 2) {
      throw new IllegalArgumentException(
          "an attention is initialized with the shapes of its states and of a query");
    }
    score.shape(requireSequence(inputShapes[0]).get(2), inputShapes[1].get(1));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape states = inputShapes[0];
    return new Shape[] {
      new Shape(states.get(1), states.get(2)), new Shape(states.get(1), states.get(0))
    };
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    if (training
        && spec.probability() instanceof ProbabilitySpec.Monotonic monotonic
        && monotonic.sigmoidNoise() > 0) {
      throw new IllegalStateException(
          ("an attention with sigmoid noise %s was run as a block in training"
                  + " (expected attend, which is passed its random numbers)")
              .formatted(monotonic.sigmoidNoise()));
    }
    ForwardPass pass = new ForwardPass(parameterStore, training, new SplittableRandom(0));
    AttentionMemory memory =
        inputs.size() > 2
            ? prepare(pass, inputs.get(0), inputs.get(2))
            : prepare(pass, inputs.get(0));
    AttentionStep step = attend(pass, memory, inputs.get(1), initial(memory));
    return new NDList(step.context(), step.state().alignments());
  }
}
