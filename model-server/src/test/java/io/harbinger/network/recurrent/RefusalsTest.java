package io.harbinger.network.recurrent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
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
  void refusesAnotherTypeThanItsWeights() {
    try (CellFixture fixture = new CellFixture(LSTM.create(1), 3, DataType.FLOAT32)) {
      NDArray x = fixture.manager.zeros(new Shape(2, 1, 3), DataType.FLOAT64);
      assertThatThrownBy(() -> fixture.run(x, SequenceLengths.whole()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the LSTM cell got inputs of float64 (expected float32, as its weights are)");
      NDList wide = new NDList();
      fixture.state(1).forEach(part -> wide.add(part.toType(DataType.FLOAT64, true)));
      assertThatThrownBy(
              () ->
                  fixture.cell.sequence(
                      fixture.store, fixture.input(2, 1, 1), SequenceLengths.whole(), wide, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a state of float64 (expected float32");
    }
  }

  @Test
  void refusesANegativeLength() {
    assertThatThrownBy(() -> SequenceLengths.of(3, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sequence 1 has length -1 (expected 0 or more)");
  }

  @Test
  void saysWhichSequenceIsLongerThanTime() {
    try (CellFixture fixture = new CellFixture(LSTM.create(1), 3, DataType.FLOAT32)) {
      NDArray x = fixture.input(5, 2, 1);
      assertThatThrownBy(() -> fixture.run(x, SequenceLengths.of(5, 6)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sequence 1 has length 6 in a batch of 5 steps (expected 0 to 5)");
      assertThatThrownBy(() -> fixture.run(x, SequenceLengths.of(5)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("1 lengths for a batch of 2 sequences (expected one for each)");
    }
  }

  @Test
  void saysWhichPartOfAStateHasWhichShape() {
    try (CellFixture fixture = new CellFixture(LSTM.create(1), 3, DataType.FLOAT32)) {
      NDArray x = fixture.input(5, 2, 1);
      assertThatThrownBy(
              () ->
                  fixture.cell.sequence(
                      fixture.store, x, SequenceLengths.whole(), fixture.state(3), false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the LSTM cell got a state h of shape (3, 4) (expected (2, 4))");
    }
  }

  @Test
  void refusesAStepWithTheShapeOfASequence() {
    try (CellFixture fixture = new CellFixture(LSTM.create(1), 3, DataType.FLOAT32)) {
      NDArray x = fixture.input(5, 2, 1);
      assertThatThrownBy(() -> fixture.cell.step(fixture.store, x, fixture.state(2), false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("input of shape (5, 2, 3) (expected batch, 3 features)");
    }
  }

  @Test
  void refusesLayersWithoutLayers() {
    assertThatThrownBy(() -> new LayeredCell(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without layers");
  }
}
