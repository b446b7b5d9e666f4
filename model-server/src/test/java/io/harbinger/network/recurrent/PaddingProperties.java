package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.harbinger.network.NamedParameters;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaddingProperties {

  private static final int TIME = 5;

  @ParameterizedTest
  @EnumSource
  void paddingNeverChangesAResult(EveryCell kind) {
    SplittableRandom random = new SplittableRandom(8);
    assertPaddingChangesNothing(kind, 0, 0, 0);
    assertPaddingChangesNothing(kind, TIME, TIME, TIME);
    for (int i = 0; i < 20; i++) {
      assertPaddingChangesNothing(kind, random.ints(3, 0, TIME + 1).toArray());
    }
  }

  private static void assertPaddingChangesNothing(EveryCell kind, int... steps) {
    SequenceLengths lengths = SequenceLengths.of(steps[0], steps[1], steps[2]);
    try (CellFixture fixture = new CellFixture(kind.create(), kind.features(), DataType.FLOAT64)) {
      NDArray x = spoiltPadding(fixture.input(TIME, 3, 9), steps);
      CellOutput padded = fixture.run(x, lengths);
      for (int row = 0; row < 3; row++) {
        String rows = row + ":" + (row + 1);
        NDArray beyond = padded.output().get(steps[row] + ":" + TIME + "," + rows);
        if (steps[row] < TIME) {
          assertThat(beyond.toDoubleArray()).containsOnly(0);
        }
        NDList last = fixture.state(1);
        if (steps[row] > 0) {
          CellOutput alone =
              fixture.run(x.get("0:" + steps[row] + "," + rows), SequenceLengths.whole());
          EveryCellTest.assertClose(
              padded.output().get("0:" + steps[row] + "," + rows), alone.output(), 1e-12);
          last = alone.state();
        }
        for (int i = 0; i < last.size(); i++) {
          EveryCellTest.assertClose(padded.state().get(i).get(rows), last.get(i), 1e-12);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void paddingNeverReachesAGradient(EveryCell kind) {
    int[] steps = {TIME, 2};
    try (CellFixture fixture = new CellFixture(kind.create(), kind.features(), DataType.FLOAT64)) {
      NDArray x = spoiltPadding(fixture.input(TIME, 2, 9), steps);
      for (Parameter parameter : NamedParameters.of(fixture.cell).values()) {
        parameter.getArray().setRequiresGradient(true);
      }
      NDList state = fixture.state(2);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        CellOutput out =
            fixture.cell.sequence(fixture.store, x, SequenceLengths.of(TIME, 2), state, true);
        collector.backward(out.output().sum());
      }
      for (Parameter parameter : NamedParameters.of(fixture.cell).values()) {
        for (double entry : parameter.getArray().getGradient().toDoubleArray()) {
          assertThat(entry).as(parameter.getName()).isFinite();
        }
      }
    }
  }

  /** What must not be looked at: not a number, or an id that there is not. */
  private static NDArray spoiltPadding(NDArray x, int[] steps) {
    Shape shape = x.getShape();
    int rows = Math.toIntExact(shape.get(1));
    int features = Math.toIntExact(shape.get(2));
    if (x.getDataType() == DataType.INT64) {
      long[] values = x.toLongArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = i / rows < steps[i % rows] ? values[i] : -7;
      }
      return x.getManager().create(values, shape);
    }
    double[] values = x.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      int step = i / features / rows;
      values[i] = step < steps[i / features % rows] ? values[i] : Double.NaN;
    }
    return x.getManager().create(values, shape);
  }
}
