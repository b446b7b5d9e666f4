package io.harbinger.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exponential moving average of the parameters (Polyak averaging), which is what gets validated
 * and shipped: it is steadier than the last step. A decay of 0 is the parameters themselves.
 *
 * <p>Not thread-safe; the manager given owns the average.
 */
public final class WeightAverage {

  private final Map<String, NDArray> parameters;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();
  private final double decay;

  /** An average that begins at the parameters' values. */
  public WeightAverage(NDManager manager, Map<String, NDArray> parameters, double decay) {
    if (decay < 0 || decay >= 1) {
      throw new IllegalArgumentException(
          "a decay of " + decay + " (expected 0 or more and below 1)");
    }
    this.parameters = new LinkedHashMap<>(parameters);
    this.decay = decay;
    this.parameters.forEach(
        (name, value) ->
            averages.put(name, manager.create(value.toFloatArray(), value.getShape())));
  }

  /** Takes one step towards the parameters; earlier steps with a shorter memory (warm-up). */
  public void update(long step) {
    double current = Math.min(decay, (1.0 + step) / (10.0 + step));
    double keep = decay == 0 ? 0 : current;
    averages.forEach(
        (name, average) -> {
          NDArray parameter = parameters.get(name);
          if (parameter == null) {
            throw new IllegalStateException("no parameter " + name);
          }
          try (NDArray detached = parameter.stopGradient();
              NDArray part = detached.mul(1 - keep)) {
            average.muli(keep).addi(part);
          }
        });
  }

  /** The averages by parameter. */
  public Map<String, NDArray> averages() {
    return averages;
  }
}
