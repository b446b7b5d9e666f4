package io.harbinger.model.rul.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PopulationStabilityTest {

  @Test
  void aDistributionHasNoDistanceFromItself() {
    assertThat(
            PopulationStability.index(new double[] {0.2, 0.3, 0.5}, new double[] {0.2, 0.3, 0.5}))
        .isZero();
  }

  @Test
  void goldenValues() {
    // 0.1 ln 1.2 + 0.1 ln 1.25, by hand: (0.6 - 0.5) ln(0.6 / 0.5) + (0.4 - 0.5) ln(0.4 / 0.5)
    assertThat(PopulationStability.index(new double[] {0.5, 0.5}, new double[] {0.6, 0.4}))
        .isCloseTo(0.1 * Math.log(1.5), within(1e-12));
    // 0.3 ln 4 + 0.3 ln 2.5 + 0 = 0.3 ln 10
    assertThat(
            PopulationStability.index(new double[] {0.1, 0.5, 0.4}, new double[] {0.4, 0.2, 0.4}))
        .isCloseTo(0.6907755, within(1e-7));
  }

  @Test
  void anEmptyBinCountsAsAThousandth() {
    // (1 - 0.5) ln 2 + (0.001 - 0.5) ln 0.002
    assertThat(PopulationStability.index(new double[] {0.5, 0.5}, new double[] {1, 0}))
        .isCloseTo(0.5 * Math.log(2) + 0.499 * Math.log(500), within(1e-12));
  }

  @Property
  void itIsNeverNegativeAndTheSameBothWays(
      @ForAll @Size(4) List<@DoubleRange(min = 0.01, max = 1) Double> one,
      @ForAll @Size(4) List<@DoubleRange(min = 0.01, max = 1) Double> other) {
    double[] a = shares(one);
    double[] b = shares(other);

    assertThat(PopulationStability.index(a, b)).isGreaterThanOrEqualTo(0);
    assertThat(PopulationStability.index(a, b))
        .isCloseTo(PopulationStability.index(b, a), within(1e-9));
  }

  @Test
  void refusesBinsThatAreNotTheSame() {
    assertThatThrownBy(() -> PopulationStability.index(new double[] {1}, new double[] {0.5, 0.5}))
        .hasMessage("1 and 2 bins (expected the same number, at least one)");
  }

  private static double[] shares(List<Double> weights) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    return IntStream.range(0, weights.size()).mapToDouble(i -> weights.get(i) / sum).toArray();
  }
}
