package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.harbinger.network.NamedParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine's own LSTM, by which recorded sequences in single precision are computed, beside the
 * loop, by which double precision is: the golden values and finite differences are the loop's. A
 * hundred units, since unrecorded the engine's own is wrong there (docs/decisions/0007).
 */
class FusedLstmTest {

  private static final int FEATURES = 25;
  private static final int UNITS = 100;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 65})
  void agreesWithTheLoop(int batch) {
    Map<String, double[]> fused = computed(DataType.FLOAT32, batch);
    Map<String, double[]> loop = computed(DataType.FLOAT64, batch);
    assertThat(fused.keySet()).isEqualTo(loop.keySet()).hasSize(10);
    loop.forEach(
        (name, values) ->
            assertThat(fused.get(name)).as(name).containsExactly(values, within(2e-4)));
    assertThat(fused.get("output")).containsExactly(loop.get("output"), within(2e-6));
    assertThat(fused.get("sequence alone")).containsExactly(loop.get("output"), within(2e-6));
  }

  /** Outputs, states, and the gradients of both to the weights, the inputs and the first states. */
  private static Map<String, double[]> computed(DataType type, int batch) {
    RecurrentCell cell = new CellSpec.Lstm(UNITS).create(1);
    try (CellFixture fixture = new CellFixture(cell, FEATURES, type)) {
      NDArray x = fixture.input(6, batch, 5);
      NDList state =
          new NDList(
              fixture.normal(new Shape(batch, UNITS), 6),
              fixture.normal(new Shape(batch, UNITS), 7));
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      for (Map.Entry<String, Parameter> own : NamedParameters.of(cell).entrySet()) {
        // Whatever the type, the same weights.
        NDArray weight = own.getValue().getArray();
        fixture.normal(weight.getShape(), own.getKey().length()).mul(0.1f).copyTo(weight);
        leaves.put(own.getKey(), weight);
      }
      leaves.put("x", x);
      leaves.put("h", state.get(0));
      leaves.put("c", state.get(1));
      leaves.values().forEach(leaf -> leaf.setRequiresGradient(true));
      Map<String, double[]> told = new LinkedHashMap<>();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        CellOutput out = cell.sequence(fixture.store, x, SequenceLengths.whole(), state, true);
        told.put("output", doubles(out.output()));
        told.put("hidden", doubles(out.state().get(0)));
        told.put("memory", doubles(out.state().get(1)));
        // The mean over the batch: gradients of the same size whatever its size.
        NDArray loss = out.output().square().sum().add(out.state().get(1).sum()).div(batch);
        collector.backward(loss);
      }
      leaves.forEach((name, leaf) -> told.put("d " + name, doubles(leaf.getGradient())));
      told.put("sequence alone", doubles(unrecorded(fixture, x, state)));
      return told;
    }
  }

  private static NDArray unrecorded(CellFixture fixture, NDArray x, NDList state) {
    return fixture
        .cell
        .sequence(fixture.store, x.stopGradient(), SequenceLengths.whole(), state, false)
        .output();
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }
}
