package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.harbinger.network.NamedParameters;
import io.harbinger.network.recurrent.CellSpec.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndRnnCellTest {

  @Test
  void holdsItsRecurrentWeightsWithinTheBoundAfterAnUpdate() {
    try (CellFixture fixture = new CellFixture(cell(), 3, DataType.FLOAT32)) {
      NDArray weight = NamedParameters.of(fixture.cell).get("recurrentWeight").getArray();
      weight.set(new float[] {-3, -1, 0.5f, 3});
      weight.setRequiresGradient(true);

      fixture.cell.constrain();

      float bound = (float) Math.pow(2, 1 / 20.0);
      float[] values = weight.toFloatArray();
      assertThat(values[0]).isBetween(-bound, -bound + 1e-6f);
      assertThat(values[1]).isEqualTo(-1);
      assertThat(values[2]).isEqualTo(0.5f);
      assertThat(values[3]).isBetween(bound - 1e-6f, bound);
      assertThat(Math.pow(values[3], 20)).isLessThanOrEqualTo(2);
      assertThat(weight.hasGradient()).isTrue();
    }
  }

  @Test
  void isReachedThroughWhateverIsAroundIt() {
    RecurrentCell cell =
        new LayeredCell(
            List.of(
                new InputProjectionCell(4, new ResidualCell(cell()), 1),
                new DropoutCell(new DropoutRates(0.5, 0, 0, false), cell())));
    try (CellFixture fixture = new CellFixture(cell, 3, DataType.FLOAT32)) {
      fixture.fill("layer0.cell.cell.recurrentWeight", 3);
      fixture.fill("layer1.cell.recurrentWeight", 3);
      cell.constrain();
      NamedParameters.of(cell)
          .forEach(
              (name, parameter) -> {
                if (name.endsWith("recurrentWeight")) {
                  assertThat(parameter.getArray().max().getFloat()).isLessThan(1.04f);
                }
              });
    }
  }

  private static RecurrentCell cell() {
    return new CellSpec.IndRnn(4, Activation.RELU, 20, 0).create(1);
  }
}
