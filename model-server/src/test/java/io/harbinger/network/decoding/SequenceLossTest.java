package io.harbinger.network.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.attention.Passes;
import io.harbinger.network.ops.FiniteGradients;
import io.harbinger.network.ops.GradientCheck;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceLossTest {

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
  @EnumSource
  void givesTheGoldenLossOfConstantLogits(Averaging averaging) {
    NDArray[] steps = new NDArray[3];
    NDArray targets = manager.create(new int[] {0, 0, 1, 1, 2, 2}, new Shape(3, 2));
    for (int i = 0; i < 3; i++) {
      steps[i] = manager.full(new Shape(1, 2, 5), i + .5f, DataType.FLOAT32);
    }
    NDArray logits = steps[0].concat(steps[1], 0).concat(steps[2], 0);
    NDArray ones = manager.ones(new Shape(3, 2));
    for (float loss : SequenceLoss.of(logits, targets, ones, averaging).toFloatArray()) {
      assertThat(loss).isCloseTo(1.60944f, within(1e-5f));
    }
    NDArray zeros = manager.zeros(new Shape(3, 2));
    assertThat(SequenceLoss.of(logits, targets, zeros, averaging).toFloatArray()).containsOnly(0);
  }

  @Test
  void averagesEachTargetByItsWeight() {
    NDArray logits = Passes.normal(manager, 1, 2, 2, 3);
    NDArray targets = manager.create(new long[] {0, 1, 2, 0}, new Shape(2, 2));
    NDArray weights = manager.create(new double[] {1, 2, 0, .5}, new Shape(2, 2));
    double[] each =
        SequenceLoss.of(logits, targets, weights.onesLike(), Averaging.NONE).toDoubleArray();
    assertThat(SequenceLoss.of(logits, targets, weights, Averaging.STEPS).toDoubleArray())
        .containsExactly(new double[] {each[0], (2 * each[1] + .5 * each[3]) / 2.5}, within(1e-11));
    assertThat(SequenceLoss.of(logits, targets, weights, Averaging.BATCH).toDoubleArray())
        .containsExactly(new double[] {(each[0] + 2 * each[1]) / 3, each[3]}, within(1e-11));
    assertThat(SequenceLoss.of(logits, targets, weights, Averaging.ALL).getDouble())
        .isCloseTo((each[0] + 2 * each[1] + .5 * each[3]) / 3.5, within(1e-11));
  }

  @ParameterizedTest
  @EnumSource
  void neverLetsPaddingChangeALoss(Averaging averaging) {
    NDArray logits = Passes.normal(manager, 1, 3, 2, 4);
    NDArray other = logits.duplicate();
    other.set(new NDIndex("2, 0"), Double.NaN);
    NDArray targets = manager.create(new int[] {0, 1, 2, 3, 0, 1}, new Shape(3, 2));
    NDArray none = manager.create(new int[] {0, 1, 2, 3, -1, 1}, new Shape(3, 2));
    NDArray weights = manager.create(new double[] {1, 1, 1, 1, 0, 1}, new Shape(3, 2));
    assertThat(SequenceLoss.of(other, none, weights, averaging).toDoubleArray())
        .isEqualTo(SequenceLoss.of(logits, targets, weights, averaging).toDoubleArray());
    FiniteGradients.reach(
        Map.of("logits", other), () -> SequenceLoss.of(other, none, weights, averaging).sum());
  }

  @ParameterizedTest
  @EnumSource
  void recordsGradientsThatAgreeWithFiniteDifferences(Averaging averaging) {
    NDArray logits = Passes.normal(manager, 1, 3, 2, 4);
    NDArray targets = manager.create(new int[] {0, 1, 2, 3, 0, 1}, new Shape(3, 2));
    NDArray weights = manager.create(new double[] {1, 1, .5, 1, 0, 1}, new Shape(3, 2));
    GradientCheck.agrees(
        Map.of("logits", logits),
        () -> SequenceLoss.of(logits, targets, weights, averaging).square().sum());
  }

  @Test
  void refusesShapesThatDoNotGoTogether() {
    assertThatThrownBy(
            () ->
                SequenceLoss.of(
                    manager.zeros(new Shape(3, 2, 4)),
                    manager.zeros(new Shape(2, 3)),
                    manager.zeros(new Shape(3, 2)),
                    Averaging.ALL))
        .hasMessageContaining("targets (2, 3)");
  }
}
