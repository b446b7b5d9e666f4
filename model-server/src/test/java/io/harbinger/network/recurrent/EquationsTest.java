package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.ops.GradientRecording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every cell beside the equations of its paper. All weights, biases and first states are random, so
 * that each gate is told from each other.
 */
class EquationsTest {

  private static final int TIME = 4;
  private static final int BATCH = 2;
  private static final int FEATURES = 3;

  @Test
  void thereIsNoCellWithoutItsEquations() {
    assertThat(Stream.of(Equations.values()).<Object>map(each -> each.spec.getClass()))
        .contains((Object[]) CellSpec.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource
  void servingAgreesWithTheEquations(Equations kind) {
    try (CellFixture fixture = fixture(kind)) {
      NDArray x = fixture.input(TIME, BATCH, 1);
      NDList state = state(fixture);
      try (GradientRecording.Scope paused = GradientRecording.pause()) {
        CellOutput served =
            fixture.cell.sequence(fixture.store, x, SequenceLengths.whole(), state, false);
        assertAgrees(served, kind, fixture.cell, x, state);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void trainingAgreesWithTheEquations(Equations kind) {
    try (CellFixture fixture = fixture(kind)) {
      NDArray x = fixture.input(TIME, BATCH, 1);
      NDList state = state(fixture);
      CellOutput trained = fixture.recorded(x, SequenceLengths.whole(), state);
      assertAgrees(trained, kind, fixture.cell, x, state);
    }
  }

  private static void assertAgrees(
      CellOutput got, Equations kind, RecurrentCell cell, NDArray x, NDList state) {
    Equations.Weights weights = Equations.Weights.of(cell);
    for (int row = 0; row < BATCH; row++) {
      double[][] parts = new double[state.size()][];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = state.get(i).get(row).toDoubleArray();
      }
      for (int t = 0; t < TIME; t++) {
        double[][] next = kind.step.next(weights, x.get(t).get(row).toDoubleArray(), parts);
        assertClose(got.output().get(t).get(row), next[0], "output of step " + t);
        parts = Arrays.copyOfRange(next, 1, next.length);
      }
      assertThat(got.state()).hasSize(parts.length);
      for (int i = 0; i < parts.length; i++) {
        assertClose(got.state().get(i).get(row), parts[i], "last state's part " + i);
      }
    }
  }

  private static void assertClose(NDArray got, double[] expected, String what) {
    assertThat(got.toDoubleArray()).as(what).containsExactly(expected, within(1e-12));
  }

  private static CellFixture fixture(Equations kind) {
    CellFixture fixture = new CellFixture(kind.spec.create(1), FEATURES, DataType.FLOAT64);
    List<NDArray> weights = new ArrayList<>();
    NamedParameters.of(fixture.cell).values().forEach(each -> weights.add(each.getArray()));
    for (int i = 0; i < weights.size(); i++) {
      fixture.normal(weights.get(i).getShape(), 10 + i).mul(0.7).copyTo(weights.get(i));
    }
    return fixture;
  }

  private static NDList state(CellFixture fixture) {
    NDList state = new NDList();
    for (StatePart part : fixture.cell.stateParts()) {
      state.add(fixture.normal(new Shape(BATCH, part.width()), 20 + state.size()));
    }
    return state;
  }
}
