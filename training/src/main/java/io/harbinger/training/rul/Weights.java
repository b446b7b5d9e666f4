package io.harbinger.training.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.harbinger.model.rul.RulNetwork;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves weights between a network's parameters and plain arrays. */
final class Weights {

  private Weights() {}

  /** The parameters' arrays by stable name, ready to be trained. */
  static Map<String, NDArray> trainable(RulNetwork network) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    network
        .namedParameters()
        .forEach(
            (name, parameter) -> {
              parameter.getArray().setRequiresGradient(true);
              arrays.put(name, parameter.getArray());
            });
    return arrays;
  }

  /** Copies of the values. */
  static Map<String, float[]> copy(Map<String, NDArray> arrays) {
    Map<String, float[]> values = new LinkedHashMap<>();
    arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  /** Writes values into a network that is not being trained. */
  static void set(RulNetwork network, Map<String, float[]> values) {
    network.namedParameters().forEach((name, parameter) -> set(name, parameter, values));
  }

  private static void set(String name, Parameter parameter, Map<String, float[]> values) {
    float[] value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no weights named " + name + " (got " + values.keySet() + ")");
    }
    parameter.getArray().set(value);
  }
}
