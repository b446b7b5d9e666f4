package io.harbinger.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ThroughputMeterTest {

  private final Deque<Duration> costs = new ArrayDeque<>();
  private long now = -5;
  private int calls;

  @Test
  void takesTheRateOverTheTimeThatReallyPassed() {
    costs.add(Duration.ofMillis(600));
    costs.add(Duration.ofMillis(900));

    Throughput measured = meter(Duration.ZERO, 1).measure(this::work);

    assertThat(measured.median()).isCloseTo(2 * 30 / 1.5, within(1e-9));
  }

  @Test
  void theWarmUpDoesNotCount() {
    costs.add(Duration.ofSeconds(7));
    costs.add(Duration.ofSeconds(2));

    Throughput measured = meter(Duration.ofSeconds(5), 1).measure(this::work);

    assertThat(measured.rounds()).containsExactly(15.0);
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void eachRoundHasARateOfItsOwn() {
    List.of(1, 3, 2).forEach(seconds -> costs.add(Duration.ofSeconds(seconds)));

    Throughput measured = meter(Duration.ZERO, 3).measure(this::work);

    assertThat(measured).isEqualTo(new Throughput(15, 10, 30, List.of(30.0, 10.0, 15.0)));
  }

  @Test
  void theMedianOfAnEvenNumberOfRoundsLiesBetweenTheMiddleTwo() {
    assertThat(Throughput.of(List.of(9.0, 1.0, 3.0, 5.0)).median()).isEqualTo(4);
  }

  @Test
  void refusesToMeasureNothing() {
    assertThatThrownBy(() -> meter(Duration.ZERO, 0)).hasMessageContaining("0 rounds");
    assertThatThrownBy(() -> new ThroughputMeter(() -> 0, Duration.ZERO, Duration.ZERO, 1))
        .hasMessageContaining("rounds of PT0S");
    assertThatThrownBy(() -> Throughput.of(List.of())).hasMessageContaining("no rounds");
  }

  private ThroughputMeter meter(Duration warmUp, int rounds) {
    return new ThroughputMeter(() -> now, warmUp, Duration.ofSeconds(1), rounds);
  }

  private long work() {
    now += costs.remove().toNanos();
    calls++;
    return 30;
  }
}
