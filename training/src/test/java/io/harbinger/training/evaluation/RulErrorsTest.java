package io.harbinger.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RulErrorsTest {
  @Test
  void tenCyclesLateScore1718282() {
    assertThat(RulErrors.phm08Score(new double[] {10})).isCloseTo(1.718282, within(5e-7));
  }

  @Test
  void tenCyclesEarlyScore1158106() {
    // exp(10/13) - 1 = 1.1581055; some tables print 1.158107, which is 1.5e-6 off.
    assertThat(RulErrors.phm08Score(new double[] {-10})).isCloseTo(1.1581055, within(5e-8));
  }

  @Test
  void theScoreIsASumAndRightIsFree() {
    assertThat(RulErrors.phm08Score(new double[] {10, -10, 0}))
        .isCloseTo(1.7182818 + 1.1581055, within(1e-7));
  }

  @Test
  void meansAreTakenOverAllDifferences() {
    assertThat(RulErrors.rmse(new double[] {3, -4, 0, 0})).isEqualTo(2.5);
    assertThat(RulErrors.mae(new double[] {3, -4, 0, 0})).isEqualTo(1.75);
  }

  @Test
  void refusesToMeasureNothing() {
    assertThatThrownBy(() -> RulErrors.rmse(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least one");
  }
}
