package io.harbinger.network.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceMaskTest {

  @Test
  void isOneWithinEachLength() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray mask = SequenceMask.of(manager.create(new int[] {0, 2, 3}), 3, DataType.FLOAT32);
      assertThat(mask.getShape()).isEqualTo(new Shape(3, 3));
      assertThat(mask.toFloatArray()).containsExactly(0, 0, 0, 1, 1, 0, 1, 1, 1);
    }
  }

  @Test
  void fillsPaddingEvenWhereItIsNoNumberAndSendsItNoGradient() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray values = manager.create(new double[] {1, Double.NaN, 3, 4}, new Shape(2, 2));
      NDArray mask = manager.create(new double[] {1, 0, 1, 1}, new Shape(2, 2));
      assertThat(SequenceMask.fill(values, mask, -5).toDoubleArray()).containsExactly(1, -5, 3, 4);
      NDArray sound = manager.create(new double[] {1, 2, 3, 4}, new Shape(2, 2));
      GradientCheck.agrees(
          Map.of("values", sound), () -> SequenceMask.fill(sound, mask, -5).square().sum());
    }
  }

  @Test
  void refusesLengthsThatAreNoVector() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray lengths = manager.ones(new Shape(2, 2));
      assertThatThrownBy(() -> SequenceMask.of(lengths, 3, DataType.FLOAT32))
          .hasMessageContaining("(2, 2)");
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 9", "-2, -2", "2.5, 2.5", "NaN, NaN"})
  void refusesLengthsThatNoSequenceOfTheBatchCanHave(double length, String said) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray lengths = manager.create(new double[] {4, length});
      assertThatThrownBy(() -> SequenceMask.of(lengths, 4, DataType.FLOAT32))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "sequence 1 has length %s in a batch of 4 steps (expected 0 to 4)".formatted(said));
    }
  }
}
