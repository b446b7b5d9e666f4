package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.util.PairList;
import io.harbinger.network.export.ScriptScope;
import io.harbinger.network.export.Scripted;
import io.harbinger.network.ops.SequenceMask;
import org.jspecify.annotations.Nullable;

/**
 * Attention with a learned context vector of the task's own (Yang et al., 2016, "Hierarchical
 * Attention Networks", equations 5 to 7), over all time steps:
 *
 * <pre>
 * u_t = tanh(h_t W + b)      a = softmax over time of (u_t . v)      output = sum over time of a_t u_t
 * </pre>
 *
 * <p>Takes {@code (time, batch, features)} and, optionally, lengths {@code (batch)} from 0 to time,
 * beyond which nothing has weight; gives {@code (batch, size)} and the weights {@code (time,
 * batch)}, which sum to 1 over time. As in the course's form, the projected states are summed, not
 * the states themselves.
 */
public final class TaskSpecificAttention extends AbstractBlock implements Scripted {

  private final int size;
  private final Parameter projection;
  private final Parameter bias;
  private final Parameter context;

  /** Attention whose projection has a number of features. */
  public TaskSpecificAttention(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("an attention of size " + size + " (expected at least 1)");
    }
    this.size = size;
    projection = parameter("projection", Parameter.Type.WEIGHT);
    bias = parameter("bias", Parameter.Type.BIAS);
    context = parameter("context", Parameter.Type.WEIGHT);
    XavierInitializer xavier =
        new XavierInitializer(
            XavierInitializer.RandomType.UNIFORM, XavierInitializer.FactorType.AVG, 3f);
    projection.setInitializer(xavier);
    context.setInitializer(xavier);
  }

  private Parameter parameter(String name, Parameter.Type type) {
    return addParameter(Parameter.builder().setName(name).setType(type).build());
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    Shape input = inputShapes[0];
    if (input.dimension() != 3) {
      throw new IllegalArgumentException(
          "an attention got an input of shape " + input + " (expected time, batch, features)");
    }
    projection.setShape(new Shape(input.get(2), size));
    bias.setShape(new Shape(size));
    context.setShape(new Shape(size, 1));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    long time = inputShapes[0].get(0);
    long batch = inputShapes[0].get(1);
    return new Shape[] {new Shape(batch, size), new Shape(time, batch)};
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDArray states = inputs.head();
    NDArray w = parameterStore.getValue(projection, states.getDevice(), training);
    NDArray b = parameterStore.getValue(bias, states.getDevice(), training);
    NDArray v = parameterStore.getValue(context, states.getDevice(), training);
    if (states.getShape().dimension() != 3 || states.getShape().get(2) != w.getShape().get(0)) {
      throw new IllegalArgumentException(
          "an attention got an input of shape %s (expected time, batch, %d features)"
              .formatted(states.getShape(), w.getShape().get(0)));
    }
    if (inputs.size() < 2) {
      NDArray projected = states.matMul(w).add(b).tanh();
      return read(projected, projected.matMul(v).softmax(0));
    }
    NDArray mask = mask(states, inputs.get(1));
    // Before anything is computed from it: a NaN times a weight of 0 would reach the gradients.
    NDArray real = SequenceMask.fill(states, mask.transpose().expandDims(2), 0);
    NDArray projected = real.matMul(w).add(b).tanh();
    NDArray scores = projected.matMul(v).squeeze(2).transpose();
    return read(projected, Probability.softmax(scores, mask).transpose().expandDims(2));
  }

  private static NDList read(NDArray projected, NDArray weights) {
    NDArray output = projected.mul(weights).sum(new int[] {0});
    return new NDList(output, weights.squeeze(2));
  }

  private static NDArray mask(NDArray states, NDArray lengths) {
    Shape shape = states.getShape();
    if (!lengths.getShape().equals(new Shape(shape.get(1)))) {
      throw new IllegalArgumentException(
          "an attention got lengths of shape %s for %d sequences (expected one each)"
              .formatted(lengths.getShape(), shape.get(1)));
    }
    return SequenceMask.of(lengths, shape.get(0), states.getDataType());
  }

  /** Writes the output alone, without the weights. */
  @Override
  public String script(ScriptScope scope, String x) {
    String sum =
        "torch.add(torch.matmul(%s, %s), %s)"
            .formatted(x, scope.parameter(projection), scope.parameter(bias));
    String projected = scope.let("projected", "torch.tanh(%s)".formatted(sum));
    String scores = "torch.matmul(%s, %s)".formatted(projected, scope.parameter(context));
    String weights = scope.let("weights", "torch.softmax(%s, 0)".formatted(scores));
    return scope.let("read", "torch.sum(torch.mul(%s, %s), [0])".formatted(projected, weights));
  }
}
