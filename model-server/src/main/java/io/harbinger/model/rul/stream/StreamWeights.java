package io.harbinger.model.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.PrecisionCast;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a network of the weights in a file, exactly those that it has parameters for. */
public final class StreamWeights {

  private StreamWeights() {}

  /**
   * The network in a model's directory, whose members can be asked one by one; to ask all together
   * as serving does, load a {@link StreamRulModel}.
   *
   * @param manager owns the weights
   */
  public static StreamNetwork network(ModelDirectory directory, NDManager manager) {
    Safetensors weights =
        Safetensors.decode(directory.bytes(StreamRulModel.WEIGHTS), StreamRulModel.WEIGHTS);
    return network(StreamRulModel.spec(directory).network(), weights, manager);
  }

  static StreamNetwork network(StreamNetworkConfig config, Safetensors weights, NDManager manager) {
    return network(config, weights, manager, new PrecisionCast(Precision.FLOAT32));
  }

  /** The network in a precision. */
  static StreamNetwork network(
      StreamNetworkConfig config, Safetensors weights, NDManager manager, PrecisionCast cast) {
    check(config, weights);
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    StreamNetwork.shapes(config)
        .forEach(
            (name, shape) -> {
              Tensor tensor = Objects.requireNonNull(weights.tensors().get(name));
              arrays.put(name, cast.weight(tensor, manager));
            });
    return new StreamNetwork(config, arrays);
  }

  /**
   * Checks that the weights are exactly those that a network has, of the shapes that it has them.
   *
   * @throws IllegalArgumentException if they are not
   */
  static void check(StreamNetworkConfig config, Safetensors weights) {
    Map<String, Shape> shapes = StreamNetwork.shapes(config);
    shapes.forEach(
        (name, shape) -> {
          Tensor tensor = weights.tensors().get(name);
          List<Long> extents = Arrays.stream(shape.getShape()).boxed().toList();
          if (tensor == null || !tensor.shape().equals(extents)) {
            throw new IllegalArgumentException(
                "the weights hold %s as %s (expected shape %s)".formatted(name, tensor, shape));
          }
        });
    weights
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!shapes.containsKey(name)) {
                throw new IllegalArgumentException(
                    "the weights hold %s as %s (the network has no such parameter)"
                        .formatted(name, tensor));
              }
            });
  }
}
