package io.harbinger.training.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CholeskyTest {

  @Test
  void solvesTheTextbooksSystem() {
    double[][] matrix = {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}};
    double[] right = {4 + 24 - 48, 12 + 74 - 129, -16 - 86 + 294};

    assertThat(Cholesky.solve(matrix, right)).containsExactly(new double[] {1, 2, 3}, within(1e-9));
  }

  @Test
  void refusesAMatrixThatIsNotPositiveDefinite() {
    assertThatThrownBy(() -> Cholesky.solve(new double[][] {{1, 2}, {2, 1}}, new double[2]))
        .hasMessageContaining("pivot 1 is -3.0");
  }
}
