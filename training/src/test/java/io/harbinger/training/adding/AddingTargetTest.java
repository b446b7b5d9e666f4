package io.harbinger.training.adding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.training.adding.AddingTrial.Measurement;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddingTargetTest {

  private static final AddingTarget TARGET = new AddingTarget(0.01, 3);

  @Test
  void countsFromTheFirstOfTheMeasurementsThatStayedBelow() {
    assertThat(TARGET.reachedAt(curve(0.2, 0.009, 0.03, 0.008, 0.007, 0.006, 0.5))).hasValue(40);
  }

  @Test
  void aJumpBreaksTheRow() {
    assertThat(TARGET.reachedAt(curve(0.009, 0.009, 0.02, 0.009, 0.009)))
        .isEqualTo(OptionalInt.empty());
    assertThat(TARGET.reachedAt(List.of())).isEmpty();
  }

  @Test
  void anErrorThatIsNoNumberIsNotBelow() {
    assertThat(TARGET.reachedAt(curve(0.001, Double.NaN, 0.001, 0.01, 0.001))).isEmpty();
  }

  @Test
  void refusesTargetsOutOfReach() {
    assertThatThrownBy(() -> new AddingTarget(0, 3)).hasMessageContaining("target of 0.0");
    assertThatThrownBy(() -> new AddingTarget(1, 0)).hasMessageContaining("0 measurements");
  }

  private static List<Measurement> curve(double... errors) {
    return IntStream.range(0, errors.length)
        .mapToObj(i -> new Measurement(10 * (i + 1), errors[i]))
        .toList();
  }
}
