package io.harbinger.platform.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void givesPercentiles() {
    for (int millis = 1; millis <= 1000; millis++) {
      latencies.record(millis);
    }
    assertThat((double) latencies.percentile(50)).isCloseTo(500, within(1.0));
    assertThat((double) latencies.percentile(99)).isCloseTo(990, within(1.0));
  }

  @Test
  void nothingRecordedIsZero() {
    assertThat(latencies.percentile(99)).isZero();
  }

  @Test
  void takesAClockThatWentBackwardsAndADayThatWentBy() {
    latencies.record(-5);
    latencies.record(Long.MAX_VALUE);
    assertThat(latencies.percentile(0)).isZero();
    assertThat((double) latencies.percentile(100)).isCloseTo(86_400_000, within(100_000.0));
  }
}
