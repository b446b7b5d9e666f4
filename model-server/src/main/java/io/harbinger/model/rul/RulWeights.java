package io.harbinger.model.rul;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Holds weights against the network itself, which knows best what its parameters are. */
final class RulWeights {

  private RulWeights() {}

  /** Where weights and an initialised network do not fit each other. */
  static List<String> misfits(RulNetwork network, Safetensors weights) {
    List<String> misfits = new ArrayList<>();
    Map<String, Parameter> parameters = network.namedParameters();
    parameters.forEach(
        (name, parameter) -> {
          Tensor tensor = weights.tensors().get(name);
          Shape extents = parameter.getArray().getShape();
          List<Long> shape = Arrays.stream(extents.getShape()).boxed().toList();
          if (tensor == null || !tensor.shape().equals(shape)) {
            misfits.add(
                "the weights hold %s as %s (expected shape %s)".formatted(name, tensor, shape));
          }
        });
    for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
      if (!parameters.containsKey(entry.getKey())) {
        misfits.add(
            "the weights hold %s as %s (the network has no such parameter)"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    return misfits;
  }

  /** The same of a network of these sizes. */
  static List<String> misfits(RulNetworkConfig config, Safetensors weights) {
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(config, 0);
      network.initialize(manager);
      return misfits(network, weights);
    }
  }

  /**
   * The weights, if they fit a network of these sizes.
   *
   * @throws IllegalArgumentException if they do not
   */
  static Safetensors checked(RulNetworkConfig config, Safetensors weights) {
    List<String> misfits = misfits(config, weights);
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException(misfits.get(0));
    }
    return weights;
  }
}
