package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.recurrent.CellSpec.Pooling;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QrnnCellTest {

  @Test
  void seesTheLastInputsInTheOrderOfItsKernel() {
    // One feature, one unit, tanh of the sum of 0.1 x(t-2), 0.2 x(t-1) and 0.3 x(t); never forgets
    // to take it whole.
    try (CellFixture fixture = new CellFixture(cell(1, Pooling.F, 3, 0), 1, DataType.FLOAT32)) {
      fixture.set("inputWeight", 0.1f, 0, 0.2f, 0, 0.3f, 0).set("bias", 0, -100);
      NDArray x = fixture.manager.create(new float[] {1, 2, 3, 4}, new Shape(4, 1, 1));
      float[] out = fixture.run(x, SequenceLengths.whole()).output().toFloatArray();
      double[] sums = {0.3, 0.2 + 0.6, 0.1 + 0.4 + 0.9, 0.2 + 0.6 + 1.2};
      for (int t = 0; t < 4; t++) {
        assertThat((double) out[t]).isCloseTo(Math.tanh(sums[t]), within(1e-6));
      }
    }
  }

  @Test
  void zoneoutKeepsUnitsAtItsRateAndOthersAsTheyWere() {
    Engine.getInstance().setRandomSeed(3);
    try (CellFixture fixture =
        new CellFixture(cell(2000, Pooling.F, 1, 0.2), 3, DataType.FLOAT32)) {
      NDArray x = fixture.normal(new Shape(1, 3), 1);
      NDList state = fixture.state(1);
      state.get(1).addi(5);
      float[] zoned = fixture.cell.step(fixture.store, x, state, true).output().toFloatArray();
      float[] plain = fixture.cell.step(fixture.store, x, state, false).output().toFloatArray();
      assertThat(IntStream.range(0, 2000).filter(i -> zoned[i] == 5).count() / 2000.0)
          .isCloseTo(0.2, within(0.03));
      for (int i = 0; i < 2000; i++) {
        if (zoned[i] != 5) {
          assertThat(zoned[i]).isEqualTo(plain[i]);
        }
      }
    }
  }

  @Test
  void zoneoutOfZeroIsNone() {
    try (CellFixture fixture = new CellFixture(cell(4, Pooling.FO, 2, 0), 3, DataType.FLOAT32)) {
      NDArray x = fixture.input(5, 2, 1);
      NDArray trained =
          fixture
              .cell
              .sequence(fixture.store, x, SequenceLengths.whole(), fixture.state(2), true)
              .output();
      assertThat(trained.toFloatArray())
          .isEqualTo(fixture.run(x, SequenceLengths.whole()).output().toFloatArray());
    }
  }

  private static RecurrentCell cell(int units, Pooling pooling, int width, double zoneout) {
    return new CellSpec.Qrnn(units, pooling, width, zoneout).create(1);
  }
}
