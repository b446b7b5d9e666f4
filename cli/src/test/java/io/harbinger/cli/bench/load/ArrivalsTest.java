package io.harbinger.cli.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private final AtomicLong now = new AtomicLong(77);

  @Test
  void comeAtTheirMeanRateWhateverBecomesOfThem() {
    Arrivals arrivals = Arrivals.poisson(1000, Duration.ofSeconds(20), 1, now::get);
    arrivals.begin();
    now.addAndGet(Duration.ofSeconds(10).toNanos());

    int due = arrivals.take(Integer.MAX_VALUE).size();

    assertThat(arrivals.count()).isEqualTo(20_000);
    // Six standard deviations of a Poisson count.
    assertThat(due).isCloseTo(10_000, within(600));
  }

  @Test
  void aLatencyCountsFromWhenTheRequestWasDueThoughItWasAskedLate() {
    Arrivals arrivals = Arrivals.poisson(1, Duration.ofSeconds(3), 1, now::get);
    arrivals.begin();
    now.addAndGet(Duration.ofMillis(5999).toNanos());
    Arrivals.Range range = arrivals.take(2);
    assertThat(range.size()).isEqualTo(2);
    arrivals.answered(0);
    now.addAndGet(Duration.ofMillis(1).toNanos());
    arrivals.answered(1);

    Latencies latencies = arrivals.latencies();

    assertThat(latencies.sorted()).hasSize(2);
    assertThat(latencies.took()).isEqualTo(Duration.ofSeconds(6));
    double gap = latencies.sorted()[1] - latencies.sorted()[0] + 1e6;
    assertThat(gap).as("the one that was due first waited longer").isGreaterThan(1e6);
    assertThat(latencies.missed()).isEqualTo(1);
    assertThat(latencies.percentile(0.5)).isPresent();
    assertThat(latencies.percentile(0.99)).as("a missed one is slower than all").isEmpty();
  }

  @Test
  void noneIsGivenOutTwiceOrAfterTwiceTheTime() {
    Arrivals arrivals = Arrivals.poisson(100, Duration.ofSeconds(1), 1, now::get);
    arrivals.begin();
    now.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
    assertThat(arrivals.take(60)).isEqualTo(new Arrivals.Range(0, 60));
    now.addAndGet(1);
    assertThat(arrivals.take(60).size()).isZero();
  }

  @Test
  void refusedOnesAreToldApart() {
    Latencies latencies =
        Latencies.together(
            List.of(
                new Latencies(new long[] {3_000_000, 9_000_000}, 1, 0, Duration.ofSeconds(2)),
                new Latencies(new long[] {5_000_000}, 0, 0, Duration.ofSeconds(1))));

    assertThat(latencies.sorted()).containsExactly(3_000_000, 5_000_000, 9_000_000);
    assertThat(latencies.percentile(0.5)).hasValue(5);
    assertThat(latencies.percentile(0.99)).hasValue(9);
    assertThat(latencies.refusedShare()).isEqualTo(0.25);
    assertThat(latencies.rate()).isEqualTo(1.5);
  }

  @Test
  void refusesARateThatIsNone() {
    assertThatThrownBy(() -> Arrivals.poisson(0, Duration.ofSeconds(1), 1, now::get))
        .hasMessage("0.0 requests a second for PT1S (expected more than 0 of both)");
  }
}
