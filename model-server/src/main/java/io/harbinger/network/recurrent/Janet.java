package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.harbinger.network.ops.OpLibrary;
import org.jspecify.annotations.Nullable;

/**
 * A JANET layer ("just another network": an LSTM with only a forget gate), van der Westhuizen and
 * Lasenby, 2018, arXiv 1804.04849, equations 3 to 5:
 *
 * <pre>
 * s_t = U_f h_(t-1) + W_f x_t + b_f
 * z_t = tanh(U_c h_(t-1) + W_c x_t + b_c)
 * h_t = sigmoid(s_t) * h_(t-1) + (1 - sigmoid(s_t - beta)) * z_t
 * </pre>
 *
 * <p>Takes a sequence {@code (time, batch, features)} and, optionally, a first state {@code (batch,
 * units)}; gives all states {@code (time, batch, units)}. Parameters, forget gate first, candidate
 * second: {@code inputWeight (features, 2 units)}, {@code recurrentWeight (units, 2 units)}, {@code
 * bias (2 units)}. The input products of all steps are one product; the loop runs inside the
 * engine.
 */
public final class Janet extends AbstractBlock {

  /** The paper's beta: how much less is forgotten than is admitted. */
  public static final float BETA = 1f;

  private final int units;
  private final Parameter inputWeight;
  private final Parameter recurrentWeight;
  private final Parameter bias;

  /**
   * A layer of a number of units.
   *
   * @param units the width of the state
   * @param chrono how the forget gate's bias begins
   * @param seed of the initial weights
   */
  public Janet(int units, ChronoInitializer chrono, long seed) {
    if (units < 1) {
      throw new IllegalArgumentException(
          "a JANET layer of " + units + " units (expected at least 1)");
    }
    this.units = units;
    inputWeight = parameter("inputWeight", Parameter.Type.WEIGHT);
    inputWeight.setInitializer(new GateInitializer.GlorotUniform(2, seed));
    recurrentWeight = parameter("recurrentWeight", Parameter.Type.WEIGHT);
    recurrentWeight.setInitializer(new GateInitializer.Orthogonal(2, seed + 1));
    bias = parameter("bias", Parameter.Type.BIAS);
    bias.setInitializer(chrono.withSeed(seed + 2));
  }

  private Parameter parameter(String name, Parameter.Type type) {
    return addParameter(Parameter.builder().setName(name).setType(type).build());
  }

  /** The width of the state. */
  public int units() {
    return units;
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    Shape input = inputShapes[0];
    if (input.dimension() != 3) {
      throw new IllegalArgumentException(
          "a JANET layer got an input of shape " + input + " (expected time, batch, features)");
    }
    inputWeight.setShape(new Shape(input.get(2), 2L * units));
    recurrentWeight.setShape(new Shape(units, 2L * units));
    bias.setShape(new Shape(2L * units));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), units)};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray x = inputs.head();
    NDManager manager = x.getManager();
    NDArray w = parameterStore.getValue(inputWeight, x.getDevice(), training);
    if (x.getShape().dimension() != 3 || x.getShape().get(2) != w.getShape().get(0)) {
      throw new IllegalArgumentException(
          "a JANET layer got an input of shape %s (expected time, batch, %d features)"
              .formatted(x.getShape(), w.getShape().get(0)));
    }
    Shape stateShape = new Shape(x.getShape().get(1), units);
    NDArray state = inputs.size() > 1 ? inputs.get(1) : manager.zeros(stateShape, DataType.FLOAT32);
    if (!state.getShape().equals(stateShape)) {
      throw new IllegalArgumentException(
          "a JANET layer got a state of shape %s (expected %s)"
              .formatted(state.getShape(), stateShape));
    }
    return OpLibrary.get()
        .call(
            "janet",
            new NDList(
                x,
                w,
                parameterStore.getValue(recurrentWeight, x.getDevice(), training),
                parameterStore.getValue(bias, x.getDevice(), training),
                state,
                manager.create(BETA)),
            training);
  }
}
