package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.rul.FailureCalibration.Logistic;
import io.harbinger.model.rul.FailureCalibration.Probabilities;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class FailureCalibrationTest {

  @Test
  void leavesAProbabilityAsItIsAtWeightOne() {
    FailureCalibration same = new FailureCalibration(new Logistic(0, 1, 0), new Logistic(0, 1, 0));

    Probabilities probabilities = same.apply(0.2, 0.7, 50);

    assertThat(probabilities.within15()).isCloseTo(0.2, within(1e-12));
    assertThat(probabilities.within30()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void readsTheRulWhereThereIsNoFailureHead() {
    FailureCalibration byRul =
        new FailureCalibration(new Logistic(3, 0, -0.2), new Logistic(6, 0, -0.2));

    assertThat(byRul.apply(0.5, 0.5, 15).within15()).isCloseTo(0.5, within(1e-12));
    assertThat(byRul.apply(0.5, 0.5, 15).within30()).isCloseTo(0.952574, within(1e-6));
  }

  @Property
  void theLongerHorizonIsNeverLessLikely(
      @ForAll @DoubleRange(min = 0, max = 1) double within15,
      @ForAll @DoubleRange(min = 0, max = 1) double within30,
      @ForAll @DoubleRange(min = 0, max = 125) double rul) {
    FailureCalibration steep =
        new FailureCalibration(new Logistic(1, 2, -0.01), new Logistic(-1, 0.5, -0.1));

    Probabilities probabilities = steep.apply(within15, within30, rul);

    assertThat(probabilities.within15()).isBetween(0.0, probabilities.within30());
    assertThat(probabilities.within30()).isLessThanOrEqualTo(1);
  }

  @Test
  void survivesJson() throws Exception {
    FailureCalibration calibration =
        new FailureCalibration(new Logistic(1, 2, -0.01), new Logistic(-1, 0.5, -0.1));
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readValue(json.writeValueAsString(calibration), FailureCalibration.class))
        .isEqualTo(calibration);
  }

  @Test
  void refusesWeightsThatTurnTheOrderRound() {
    assertThatThrownBy(() -> new Logistic(0, -1, 0)).hasMessageContaining("0 or above");
    assertThatThrownBy(() -> new Logistic(0, 1, 0.1)).hasMessageContaining("0 or below");
    assertThatThrownBy(() -> FailureCalibration.logit(1.5)).hasMessageContaining("0 to 1");
  }
}
