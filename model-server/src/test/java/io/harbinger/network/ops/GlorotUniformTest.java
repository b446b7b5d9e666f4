package io.harbinger.network.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class GlorotUniformTest {

  @Test
  void fillsItsRangeAndIsReproducibleFromItsSeed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      double[] values = draw(manager, 3);
      double limit = Math.sqrt(6.0 / 150);
      double square = 0;
      for (double value : values) {
        assertThat(value).isBetween(-limit, limit);
        square += value * value / values.length;
      }
      assertThat(square).isCloseTo(limit * limit / 3, within(limit * limit / 30));
      assertThat(draw(manager, 3)).isEqualTo(values);
      assertThat(draw(manager, 4)).isNotEqualTo(values);
    }
  }

  @Test
  void refusesAFanOfNothing() {
    assertThatThrownBy(() -> new GlorotUniform(0, 3, 1)).hasMessageContaining("fans of 0 and 3");
  }

  private static double[] draw(NDManager manager, long seed) {
    return new GlorotUniform(50, 100, seed)
        .initialize(manager, new Shape(50, 100), DataType.FLOAT64)
        .toDoubleArray();
  }
}
