package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final CellSpec LSTM = new CellSpec.Lstm(4);

  @Test
  void refusesAnIdThatThereIsNot() {
    try (CellFixture fixture =
        new CellFixture(new EmbeddingCell(3, 2, LSTM.create(1), 2), 1, DataType.FLOAT32)) {
      NDArray ids = fixture.manager.create(new long[] {0, 3}, new Shape(2, 1, 1));
      assertThatThrownBy(() -> fixture.run(ids, SequenceLengths.whole()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("id 3 (expected 0 to 2)");
      NDArray fractions = fixture.manager.ones(new Shape(2, 1, 1));
      assertThatThrownBy(() -> fixture.run(fractions, SequenceLengths.whole()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected INT64");
    }
  }

  @Test
  void refusesAResidualBetweenDifferentWidths() {
    RecurrentCell cell = new ResidualCell(LSTM.create(1));
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatThrownBy(() -> cell.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 input features and 4 outputs");
    }
  }

  @Test
  void refusesASequenceWithoutSteps() {
    for (RecurrentCell cell :
        List.of(
            LSTM.create(1), new DropoutCell(new DropoutRates(0, 0, 0.5, false), LSTM.create(1)))) {
      try (CellFixture fixture = new CellFixture(cell, 3, DataType.FLOAT32)) {
        NDArray none = fixture.manager.zeros(new Shape(0, 2, 3));
        assertThatThrownBy(
                () ->
                    cell.sequence(
                        fixture.store, none, SequenceLengths.whole(), fixture.state(2), true))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("no steps");
      }
    }
  }

  @Test
  void refusesANegativeLength() {
    assertThatThrownBy(() -> SequenceLengths.of(3, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("length -1");
  }

  @Test
  void refusesLayersWithoutLayers() {
    assertThatThrownBy(() -> new LayeredCell(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without layers");
  }
}
