package io.harbinger.network.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.Map;
import java.util.function.Supplier;

/** Holds recorded gradients against central differences, in 64-bit floats. */
public final class GradientCheck {

  private static final double STEP = 1e-5;

  /** How many entries of a variable are held against differences, spread evenly. */
  private static final int ENTRIES = 16;

  private GradientCheck() {}

  /** Entries of every variable must agree, and each variable must have some gradient. */
  public static void agrees(Map<String, NDArray> variables, Supplier<NDArray> scalar) {
    variables.values().forEach(variable -> variable.setRequiresGradient(true));
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(scalar.get());
    }
    variables.forEach((name, variable) -> agrees(name, variable, scalar));
  }

  private static void agrees(String name, NDArray variable, Supplier<NDArray> scalar) {
    double[] gradient = variable.getGradient().toDoubleArray();
    double[] values = variable.toDoubleArray();
    variable.setRequiresGradient(false);
    double largest = 0;
    int stride = (values.length + ENTRIES - 1) / ENTRIES;
    for (int i = 0; i < values.length; i += stride) {
      double numeric =
          (at(variable, values, i, STEP, scalar) - at(variable, values, i, -STEP, scalar))
              / (2 * STEP);
      assertThat(gradient[i])
          .as("gradient of %s[%d]", name, i)
          .isCloseTo(numeric, within(1e-6 * Math.max(1, Math.abs(numeric))));
      largest = Math.max(largest, Math.abs(gradient[i]));
    }
    variable.set(values);
    variable.setRequiresGradient(true);
    assertThat(largest).as("gradient of %s", name).isGreaterThan(1e-6);
  }

  private static double at(
      NDArray variable, double[] values, int i, double step, Supplier<NDArray> scalar) {
    double[] changed = values.clone();
    changed[i] += step;
    variable.set(changed);
    return scalar.get().getDouble();
  }
}
