package io.harbinger.training.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistanceTest {

  private static final double[] A = {1, 2, 2, 5};
  private static final double[] B = {2, 3};

  @Test
  void kolmogorovSmirnovIsTheLargestDifferenceOfTheDistributionFunctions() {
    // At 1: 1/4 - 0; at 2: 3/4 - 1/2; at 3: 3/4 - 1.
    assertThat(Distance.kolmogorovSmirnov(A, B)).isEqualTo(0.25);
    assertThat(Distance.kolmogorovSmirnov(new double[] {0}, new double[] {7})).isEqualTo(1);
  }

  @Test
  void wassersteinIsTheAreaBetweenThem() {
    // 1/4 from 1 to 2, 1/4 from 2 to 3, 1/4 from 3 to 5.
    assertThat(Distance.wasserstein(A, B)).isCloseTo(1.0, within(1e-12));
    assertThat(Distance.wasserstein(new double[] {0}, new double[] {7})).isEqualTo(7);
  }

  @Test
  void aShiftIsCarriedAsFarAsItIsLong() {
    double[] shifted = Arrays.stream(A).map(value -> value + 0.75).toArray();
    assertThat(Distance.wasserstein(A, shifted)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void areTheSameBothWaysAndNothingFromASampleToItself() {
    assertThat(Distance.kolmogorovSmirnov(B, A)).isEqualTo(Distance.kolmogorovSmirnov(A, B));
    assertThat(Distance.wasserstein(B, A)).isCloseTo(Distance.wasserstein(A, B), within(1e-12));
    assertThat(Distance.kolmogorovSmirnov(A, A)).isZero();
    assertThat(Distance.wasserstein(A, A)).isZero();
  }

  @Test
  void refuseAnEmptySample() {
    assertThatThrownBy(() -> Distance.wasserstein(A, new double[0]))
        .hasMessageContaining("samples of 4 and 0 values (expected at least one each)");
  }
}
