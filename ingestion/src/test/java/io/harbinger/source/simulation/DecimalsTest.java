package io.harbinger.source.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalsTest {

  @Test
  void roundsToTheDoubleThatThePrintedTextReadsAs() {
    assertThat(Decimals.round(9046.18849, 2)).isEqualTo(9046.19);
    assertThat(Decimals.round(23.41899, 4)).isEqualTo(23.4190);
    assertThat(Decimals.round(391.6, 0)).isEqualTo(392);
  }

  @Test
  void hasNoMinusZero() {
    assertThat(Double.doubleToRawLongBits(Decimals.round(-0.00001, 4))).isZero();
  }
}
