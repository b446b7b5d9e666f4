package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.random.RandomGenerator;

/**
 * What one pass through a network goes with. Not thread-safe: the random numbers are drawn in
 * order.
 *
 * @param parameters where the weights come from
 * @param training true to record gradients, and to add the noise that only training has
 * @param random the one source of noise and of samples
 */
public record ForwardPass(ParameterStore parameters, boolean training, RandomGenerator random) {

  /** A parameter's value on the device of an array. */
  public NDArray value(Parameter parameter, NDArray beside) {
    return parameters.getValue(parameter, beside.getDevice(), training);
  }
}
