package io.harbinger.network.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.function.Supplier;

/** Whether anything that is not a number reaches a gradient. */
public final class FiniteGradients {

  private FiniteGradients() {}

  /** Each variable must have gradients, and they must all be numbers. */
  public static void reach(Map<String, NDArray> variables, Supplier<NDArray> scalar) {
    variables.values().forEach(variable -> variable.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(scalar.get());
    }
    variables.forEach(
        (name, variable) -> {
          for (double entry : variable.getGradient().toDoubleArray()) {
            assertThat(entry).as("gradient of %s", name).isFinite();
          }
        });
  }
}
