package io.harbinger.model.rul;

import io.harbinger.model.ModelDirectory;

/**
 * The network of a model of remaining life in the ONNX format, for programs that call ONNX Runtime
 * themselves: the graph that the backend of that name computes.
 *
 * <p>It takes {@value #INPUT}, {@code (batch, window, channels)} in 32 bits, the oldest reading
 * first, scaled as {@link RulScaling} does; and gives the logits of failure {@code (batch,
 * horizons)}, then the RUL {@code (batch, 1)} in units of {@link RulScaling#rulScale()}. The batch
 * is free at each call.
 */
public final class RulOnnx {

  /** The name of the graph's input. */
  public static final String INPUT = OnnxRulNetwork.WINDOWS;

  private RulOnnx() {}

  /**
   * The network in a directory, with its weights, as the bytes of an ONNX file.
   *
   * @throws IllegalArgumentException if the weights are not the network's
   */
  public static byte[] of(ModelDirectory directory) {
    RulNetworkConfig config = RulModel.spec(directory).network();
    return OnnxRulNetwork.of(config, RulWeights.checked(config, RulModel.weights(directory)));
  }
}
