package io.harbinger.training.adding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.network.recurrent.CellSpec;
import io.harbinger.training.adding.AddingTrial.Measurement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddingTrialTest {

  private static final CellSpec SPEC = new CellSpec.Gru(16, CellSpec.Reset.BEFORE);

  @Test
  void aCellLearnsToAddOverTenSteps() {
    List<Measurement> heard = new ArrayList<>();
    List<Measurement> curve = trial(120, 60).run(SPEC.create(1), heard::add);

    assertThat(curve).isEqualTo(heard);
    assertThat(curve).extracting(Measurement::update).containsExactly(60, 120);
    assertThat(curve.get(1).error()).isLessThan(AddingProblem.BASELINE / 4);
  }

  @Test
  void theSameSeedsGiveTheSameCurve() {
    List<Measurement> once = trial(5, 2).run(SPEC.create(1), m -> {});
    List<Measurement> again = trial(5, 2).run(SPEC.create(1), m -> {});

    assertThat(again).isEqualTo(once);
    assertThat(once).extracting(Measurement::update).containsExactly(2, 4, 5);
  }

  @Test
  void refusesATrialWithoutUpdates() {
    assertThatThrownBy(() -> AddingSettings.usual(10, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("updates of 0");
  }

  private static AddingTrial trial(int updates, int reportEvery) {
    return new AddingTrial(new AddingSettings(10, 50, updates, reportEvery, 200, 1e-2, 0, 1, 3));
  }

  @Test
  void theLearningRateFallsToATenthInSoManyUpdates() {
    AddingSettings falling = new AddingSettings(10, 50, 100, 10, 200, 1e-2, 20, 1, 3);
    assertThat(falling.learningRateAt(1)).isEqualTo(1e-2);
    assertThat(falling.learningRateAt(21)).isCloseTo(1e-3, within(1e-12));
    assertThat(falling.learningRateAt(41)).isCloseTo(1e-4, within(1e-12));
    assertThat(AddingSettings.usual(10, 100, 10, 1).learningRateAt(100)).isEqualTo(1e-3);
  }
}
