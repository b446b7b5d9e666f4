package io.harbinger.training.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FirstEigenvectorTest {

  @Test
  void isTheDirectionOfTheLargestEigenvalue() {
    // Eigenvalues 3 along (1, 1) and 1 along (1, -1).
    double[] vector = FirstEigenvector.of(new double[][] {{2, 1}, {1, 2}});
    assertThat(vector)
        .containsExactly(new double[] {Math.sqrt(0.5), Math.sqrt(0.5)}, within(1e-12));
  }

  @Test
  void hasAPositiveFirstEntry() {
    // Eigenvalues 3 along (1, -1) and 1 along (1, 1).
    double[] vector = FirstEigenvector.of(new double[][] {{2, -1}, {-1, 2}});
    assertThat(vector)
        .containsExactly(new double[] {Math.sqrt(0.5), -Math.sqrt(0.5)}, within(1e-12));
  }

  @Test
  void refusesAMatrixOfZeros() {
    assertThatThrownBy(() -> FirstEigenvector.of(new double[2][2]))
        .hasMessageContaining("a matrix of zeros");
  }
}
