package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.ops.GradientRecording;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded gradients against central differences in double precision, entry by entry. */
class GradientTest {

  private static final double STEP = 1e-6;
  private static final SequenceLengths LENGTHS = SequenceLengths.of(4, 2);

  @ParameterizedTest
  @EnumSource
  void agreesWithFiniteDifferencesInEveryWeightAndInput(EveryCell kind) {
    try (CellFixture fixture = new CellFixture(kind.create(), kind.features(), DataType.FLOAT64)) {
      NDArray x = fixture.input(4, 2, 3);
      NDList state = fixture.cell.initialState(fixture.manager, 2, true);
      NDArray weights = fixture.normal(new Shape(4, 2, fixture.cell.outputSize()), 4);
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      NamedParameters.of(fixture.cell).forEach((name, p) -> arrays.put(name, p.getArray()));
      if (x.getDataType() == DataType.FLOAT64) {
        arrays.put("input", x);
      }
      for (int i = 0; i < state.size(); i++) {
        arrays.put("state " + fixture.cell.stateParts().get(i).name(), state.get(i));
      }
      arrays.values().forEach(array -> array.setRequiresGradient(true));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(objective(fixture, x, state, weights));
      }
      Map<String, double[]> gradients = new LinkedHashMap<>();
      arrays.forEach((name, array) -> gradients.put(name, array.getGradient().toDoubleArray()));
      arrays.values().forEach(array -> array.setRequiresGradient(false));
      arrays.forEach(
          (name, array) -> {
            double[] gradient = gradients.get(name);
            for (int i = 0; i < gradient.length; i++) {
              assertThat(gradient[i])
                  .as("%s %d", name, i)
                  .isCloseTo(numeric(fixture, array, i, x, state, weights), within(1e-7));
            }
          });
    }
  }

  /** Depends on every output and on every part of the last state. */
  private static NDArray objective(CellFixture fixture, NDArray x, NDList state, NDArray weights) {
    CellOutput out = fixture.cell.sequence(fixture.store, x, LENGTHS, state, true);
    NDArray sum = out.output().mul(weights).sum();
    for (NDArray part : out.state()) {
      sum = sum.add(part.square().sum());
    }
    return sum;
  }

  private static double numeric(
      CellFixture fixture, NDArray array, int i, NDArray x, NDList state, NDArray weights) {
    double[] values = array.toDoubleArray();
    double[] moved = values.clone();
    double difference = 0;
    try (GradientRecording.Scope paused = GradientRecording.pause()) {
      for (int sign : new int[] {1, -1}) {
        moved[i] = values[i] + sign * STEP;
        array.set(moved);
        try (NDManager scope = fixture.manager.newSubManager()) {
          x.attach(scope);
          difference += sign * objective(fixture, x, state, weights).toDoubleArray()[0];
          x.attach(fixture.manager);
        }
      }
    }
    array.set(values);
    return difference / (2 * STEP);
  }
}
