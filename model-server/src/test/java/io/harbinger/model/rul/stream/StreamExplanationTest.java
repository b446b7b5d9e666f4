package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.rul.RulWindow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamExplanationTest {

  @Test
  void namesEveryUsedSensorOnceTheStrongestFirst() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      StreamAnswer answer = explained(model, drifting(0, 1, 3));
      assertThat(answer.reasons())
          .extracting(SensorEffect::sensor)
          .containsExactlyInAnyOrder("s1", "s2", "s4");
      assertThat(answer.reasons().stream().map(effect -> Math.abs(effect.cycles())).toList())
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  @Test
  void aSensorThatDidNotMoveHasNoEffect() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      StreamAnswer answer = explained(model, drifting(1));
      assertThat(answer.reasons().get(0).sensor()).isEqualTo("s2");
      assertThat(answer.reasons().get(0).deviation()).isGreaterThan(1);
      assertThat(answer.reasons().subList(1, 3))
          .allSatisfy(effect -> assertThat(effect.cycles()).isCloseTo(0, within(1e-4)));
    }
  }

  @Test
  void isGivenOnlyWhenAskedFor() {
    try (StreamRulModel model = StreamModelFixture.model(2, 7)) {
      StreamRequest plain = StreamRequest.of(Optional.empty(), drifting(0));
      assertThat(model.predict(List.of(plain)).get(0).reasons()).isEmpty();
    }
  }

  private static StreamAnswer explained(StreamRulModel model, RulWindow readings) {
    return model.predict(List.of(new StreamRequest(Optional.empty(), readings, true))).get(0);
  }

  /** Forty readings in one condition; some sensors climb after the first ten. */
  private static RulWindow drifting(int... climbing) {
    int length = 40;
    int[] cycles = new int[length];
    double[][] settings = new double[length][];
    double[][] sensors = new double[length][];
    for (int t = 0; t < length; t++) {
      cycles[t] = t + 1;
      settings[t] = new double[] {0};
      sensors[t] = new double[] {1, 10, 0.5, 100};
      for (int sensor : climbing) {
        sensors[t][sensor] += new double[] {3, 6, 0, 30}[sensor] * Math.max(0, t - 10) / 30.0;
      }
    }
    return RulWindow.of(cycles, settings, sensors);
  }
}
