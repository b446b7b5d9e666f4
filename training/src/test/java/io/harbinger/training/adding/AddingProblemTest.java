package io.harbinger.training.adding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddingProblemTest {

  @Test
  void marksOneStepOfEachHalfAndAsksForTheirSum() {
    int steps = 7;
    int size = 200;
    AddingProblem.Batch batch = new AddingProblem(steps).draw(size, new SplittableRandom(1));
    for (int row = 0; row < size; row++) {
      int[] marks = new int[2];
      float sum = 0;
      for (int t = 0; t < steps; t++) {
        float number = batch.inputs()[(t * size + row) * 2];
        float marker = batch.inputs()[(t * size + row) * 2 + 1];
        assertThat(number).isBetween(0f, 1f);
        marks[t < 3 ? 0 : 1] += (int) marker;
        sum += marker * number;
      }
      assertThat(marks).containsExactly(1, 1);
      assertThat(batch.targets()[row]).isEqualTo(sum);
    }
  }

  @Test
  void sayingOneAlwaysHasTheBaselinesError() {
    AddingProblem.Batch batch = new AddingProblem(10).draw(20_000, new SplittableRandom(2));
    double error = 0;
    for (float target : batch.targets()) {
      error += (target - 1) * (target - 1) / batch.targets().length;
    }
    assertThat(error).isCloseTo(AddingProblem.BASELINE, within(0.005));
  }

  @Test
  void refusesASequenceWithoutHalves() {
    assertThatThrownBy(() -> new AddingProblem(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 steps");
  }
}
