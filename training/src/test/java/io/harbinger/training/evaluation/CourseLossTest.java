package io.harbinger.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseLossTest {
  private static final CourseLoss LOSS = new CourseLoss(0, 361);

  @Test
  void isTheMeanOfNormalisedErrorAndCrossEntropy() {
    List<EngineOutcome> outcomes =
        List.of(
            Outcomes.of(1, 60, 361, 0, 0.8), // error 1, failed
            Outcomes.of(2, 60, 100, 100, 0.25)); // error 0, did not fail

    double crossEntropy = (-Math.log(0.8) - Math.log(0.75)) / 2;
    assertThat(LOSS.of(outcomes)).isCloseTo((0.5 + crossEntropy) / 2, within(1e-12));
  }

  @Test
  void leavesOutEnginesOfLessThan50Cycles() {
    EngineOutcome kept = Outcomes.of(1, 50, 90, 80, 0.2);
    EngineOutcome dropped = Outcomes.of(2, 49, 0, 80, 0.9);

    assertThat(LOSS.of(List.of(kept, dropped))).isEqualTo(LOSS.of(List.of(kept)));
    assertThat(LOSS.of(List.of(dropped))).isNull();
  }

  @Test
  void takesPredictionsBeyondTheCapAsTheyAre() {
    assertThat(LOSS.of(List.of(Outcomes.of(1, 50, 145, 145, 0)))).isCloseTo(0, within(1e-6));
  }

  @Test
  void oneCertainMistakeIsNotInfinite() {
    assertThat(LOSS.of(List.of(Outcomes.of(1, 50, 10, 10, 0))))
        .isCloseTo(-Math.log(1e-7) / 2, within(1e-9));
  }

  @Test
  void itsStandardErrorIsThatOfAMeanOverEngines() {
    List<EngineOutcome> halfWrong =
        IntStream.range(0, 100)
            .mapToObj(unit -> Outcomes.of(unit, 60, unit % 2 == 0 ? 361 : 0, 361, 0))
            .toList();
    // Losses of 0 and 0.5 have a standard deviation of 0.25; a hundred of them a tenth of it.
    assertThat(LOSS.standardError(halfWrong, 1)).isCloseTo(0.025, within(0.0025));
    assertThat(LOSS.standardError(List.of(Outcomes.of(1, 49, 0, 80, 0.9)), 1)).isNull();
  }

  @Test
  void refusesAnEmptyRangeOfLabels() {
    assertThatThrownBy(() -> new CourseLoss(5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "labels from 5.0 to 5.0 cycles (expected two finite numbers, the first smaller)");
  }
}
