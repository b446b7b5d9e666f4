package io.harbinger.network.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.GradientCheck;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonotonicModeTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"RECURSIVE", "PARALLEL"})
  void givesTheGoldenAlignments(MonotonicMode mode) {
    NDArray p = row(.1, .5, .8, .3, .9);
    NDArray first = mode.align(p, row(1, 0, 0, 0, 0), false);
    assertThat(first.toDoubleArray())
        .containsExactly(new double[] {.1, .45, .36, .027, .0567}, EXACT);
    assertThat(first.sum().getDouble()).isCloseTo(.9937, EXACT);
    assertThat(mode.align(p, first, false).toDoubleArray())
        .containsExactly(new double[] {.01, .27, .504, .0459, .14742}, EXACT);
  }

  @Test
  void stopsHardAtTheFirstChosenPositionFromTheLastOneOn() {
    NDArray next =
        MonotonicMode.HARD.align(row(0, 0, 0, 1, 1, 0, 1, 1), row(0, 0, 1, 0, 0, 0, 0, 0), false);
    assertThat(next.toDoubleArray()).containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
    assertThat(MonotonicMode.HARD.align(row(0, 1, 0), row(0, 1, 0), false).toDoubleArray())
        .as("stays where it is as long as that is chosen")
        .containsExactly(0, 1, 0);
    assertThat(MonotonicMode.HARD.align(row(1, 0, 0), row(0, 1, 0), false).toDoubleArray())
        .as("never goes back")
        .containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void recursiveEqualsParallelOverManySteps(long seed) {
    NDArray a = Passes.normal(manager, seed, 3, 9).softmax(1);
    NDArray b = a;
    for (int step = 0; step < 6; step++) {
      NDArray p = Passes.normal(manager, 100 * seed + step, 3, 9).getNDArrayInternal().sigmoid();
      a = MonotonicMode.RECURSIVE.align(p, a, false);
      b = MonotonicMode.PARALLEL.align(p, b, false);
      assertThat(a.toDoubleArray()).containsExactly(b.toDoubleArray(), within(1e-9));
      for (double mass : a.sum(new int[] {1}).toDoubleArray()) {
        assertThat(mass).isBetween(0.0, 1 + 1e-12);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RECURSIVE", "PARALLEL"})
  void recordsGradientsThatAgreeWithFiniteDifferences(MonotonicMode mode) {
    NDArray p = Passes.normal(manager, 1, 2, 5).getNDArrayInternal().sigmoid();
    NDArray previous = Passes.normal(manager, 2, 2, 5).softmax(1);
    NDArray weights = Passes.normal(manager, 3, 2, 5);
    GradientCheck.agrees(
        Map.of("chosen", p, "previous", previous),
        () -> mode.align(p, previous, true).mul(weights).sum());
  }

  private NDArray row(double... values) {
    return manager.create(values, new Shape(1, values.length));
  }
}
