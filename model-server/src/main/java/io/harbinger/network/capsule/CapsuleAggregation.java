package io.harbinger.network.capsule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.harbinger.network.ops.GlorotUniform;
import io.harbinger.network.ops.SequenceMask;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the states of a sequence into a fixed number of capsules by dynamic routing (Gong et al.,
 * 2018, "Information aggregation via dynamic routing for sequence encoding").
 *
 * <p>Takes states {@code (time, batch, features)}, of a recurrent layer for example, and,
 * optionally, lengths {@code (batch)} from 0 to time; gives capsules {@code (batch, capsules,
 * size)} and the weights of the last iteration {@code (batch, capsules, time)}. Parameters: {@code
 * weight (features, capsules x size)} and {@code bias}, or with a full transform {@code weight
 * (positions, features, capsules x size)}.
 */
public final class CapsuleAggregation extends AbstractBlock {

  private final CapsuleSpec spec;
  private final long seed;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /**
   * An aggregation without weights.
   *
   * @param seed of the first weights
   */
  public CapsuleAggregation(CapsuleSpec spec, long seed) {
    this.spec = spec;
    this.seed = seed;
    weight = parameter("weight", Parameter.Type.WEIGHT);
    bias =
        switch (spec.transform()) {
          case SHARED -> parameter("bias", Parameter.Type.BIAS);
          case FULL -> null;
        };
  }

  private Parameter parameter(String name, Parameter.Type type) {
    return addParameter(Parameter.builder().setName(name).setType(type).build());
  }

  /** What is gathered. */
  public CapsuleSpec spec() {
    return spec;
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    Shape input = requireSequence(inputShapes[0]);
    long votes = (long) spec.capsules() * spec.size();
    weight.setInitializer(new GlorotUniform(input.get(2), votes, seed));
    weight.setShape(
        switch (spec.transform()) {
          case SHARED -> new Shape(input.get(2), votes);
          case FULL -> new Shape(input.get(0), input.get(2), votes);
        });
    if (bias != null) {
      bias.setShape(new Shape(votes));
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    long time = inputShapes[0].get(0);
    long batch = inputShapes[0].get(1);
    return new Shape[] {
      new Shape(batch, spec.capsules(), spec.size()), new Shape(batch, spec.capsules(), time)
    };
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray states = inputs.head();
    Shape shape = requireSequence(states.getShape());
    NDArray w = parameterStore.getValue(weight, states.getDevice(), training);
    long features = w.getShape().get(w.getShape().dimension() - 2);
    if (shape.get(2) != features) {
      throw new IllegalArgumentException(
          "capsules got states of shape %s (expected time, batch, %d features)"
              .formatted(shape, features));
    }
    NDArray mask = mask(states, inputs);
    // Before anything is computed from it: a NaN times a coupling of 0 would reach the gradients.
    NDArray real =
        inputs.size() < 2 ? states : SequenceMask.fill(states, mask.transpose().expandDims(2), 0);
    NDArray votes =
        bias == null
            ? full(real, w)
            : real.matMul(w)
                .add(parameterStore.getValue(bias, states.getDevice(), training))
                .tanh();
    NDArray byCapsule =
        votes
            .reshape(shape.get(0), shape.get(1), spec.capsules(), spec.size())
            .transpose(1, 2, 0, 3);
    DynamicRouting routed = DynamicRouting.route(byCapsule, mask, spec.iterations());
    return new NDList(routed.capsules(), routed.couplings());
  }

  private static NDArray full(NDArray states, NDArray weight) {
    long time = states.getShape().get(0);
    long positions = weight.getShape().get(0);
    if (time > positions) {
      throw new IllegalArgumentException(
          "capsules with a transform for each of %d positions got %d (expected at most as many)"
              .formatted(positions, time));
    }
    return states.matMul(weight.get(states.getManager(), new NDIndex(":{}", time)));
  }

  private static NDArray mask(NDArray states, NDList inputs) {
    Shape shape = states.getShape();
    if (inputs.size() < 2) {
      return states.getManager().ones(new Shape(shape.get(1), shape.get(0)), states.getDataType());
    }
    NDArray lengths = inputs.get(1);
    if (!lengths.getShape().equals(new Shape(shape.get(1)))) {
      throw new IllegalArgumentException(
          "capsules got lengths of shape %s for %d sequences (expected one each)"
              .formatted(lengths.getShape(), shape.get(1)));
    }
    return SequenceMask.of(lengths, shape.get(0), states.getDataType());
  }

  private static Shape requireSequence(Shape states) {
    if (states.dimension() != 3) {
      throw new IllegalArgumentException(
          "capsules got states of shape " + states + " (expected time, batch, features)");
    }
    return states;
  }
}
