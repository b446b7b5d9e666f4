package io.harbinger.training.adding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.network.recurrent.LayeredCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddingCellTest {

  @ParameterizedTest
  @EnumSource
  void everyCellIsFoundByItsLabelAndLearns(AddingCell cell) {
    assertThat(AddingCell.of(cell.label())).isEqualTo(cell);
    assertThat(cell.create(4, 6, 1) instanceof LayeredCell).isEqualTo(cell.layers() > 1);
    AddingSettings settings = new AddingSettings(6, 20, 40, 20, 50, 1e-2, 0, 1, 1);
    var curve = new AddingTrial(settings).run(cell.create(8, 6, 1), measurement -> {});
    assertThat(curve.get(1).error()).isLessThan(1).isLessThan(curve.get(0).error() * 1.5);
  }

  @Test
  void refusesACellItDoesNotHave() {
    assertThatThrownBy(() -> AddingCell.of("elman"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no cell elman")
        .hasMessageContaining("ind-rnn");
  }
}
