package io.harbinger.platform.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RateTest {

  private final Rate rate = new Rate(Duration.ofSeconds(5));

  @Test
  void isZeroAtFirst() {
    assertThat(rate.perSecond(Instant.EPOCH, 10)).isZero();
  }

  @Test
  void followsTheLastSecondsOnly() {
    for (int second = 0; second < 100; second++) {
      rate.perSecond(Instant.EPOCH.plusSeconds(second), 10L * second);
    }
    for (int second = 100; second < 110; second++) {
      rate.perSecond(Instant.EPOCH.plusSeconds(second), 1000);
    }
    assertThat(rate.perSecond(Instant.EPOCH.plusSeconds(110), 1000)).isZero();
  }

  @Test
  void isTheGrowthPerSecond() {
    rate.perSecond(Instant.EPOCH, 0);
    assertThat(rate.perSecond(Instant.EPOCH.plusMillis(2000), 50)).isEqualTo(25);
  }
}
