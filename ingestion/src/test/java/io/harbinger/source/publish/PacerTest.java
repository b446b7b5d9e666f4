package io.harbinger.source.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacerTest {

  private static final long MILLIS = TimeUnit.MILLISECONDS.toNanos(1);

  @Test
  void spacesReadingsEvenly() {
    FakeTicker ticker = new FakeTicker();
    Pacer pacer = new Pacer(200, ticker);
    long start = ticker.nanos();
    for (int i = 0; i < 50; i++) {
      pacer.await(() -> false);
      assertThat(ticker.nanos() - start).isEqualTo(i * 5 * MILLIS);
    }
  }

  @Test
  void keepsTheRateWhenEveryWakingIsLate() {
    FakeTicker ticker = new FakeTicker(nanos -> nanos + 60_000);
    Pacer pacer = new Pacer(3_000, ticker);
    long start = ticker.nanos();
    for (int i = 0; i < 3_001; i++) {
      pacer.await(() -> false);
    }
    assertThat(ticker.nanos() - start).isCloseTo(1_000 * MILLIS, within(MILLIS));
  }

  @Test
  void waitsOnWhenWokenTooSoon() {
    FakeTicker ticker = new FakeTicker(nanos -> Math.max(1, nanos / 3));
    Pacer pacer = new Pacer(10, ticker);
    pacer.await(() -> false);
    long start = ticker.nanos();
    pacer.await(() -> false);
    assertThat(ticker.nanos() - start).isEqualTo(100 * MILLIS);
  }

  @Test
  void doesNotMakeUpForAStallInABurst() {
    FakeTicker ticker = new FakeTicker();
    Pacer pacer = new Pacer(100, ticker);
    pacer.await(() -> false);
    ticker.pass(5_000 * MILLIS);
    pacer.await(() -> false);
    long afterTheStall = ticker.nanos();
    pacer.await(() -> false);
    assertThat(ticker.nanos() - afterTheStall).isEqualTo(10 * MILLIS);
  }

  @Test
  void neverWaitsWithoutARate() {
    FakeTicker ticker = new FakeTicker();
    Pacer pacer = new Pacer(0, ticker);
    long start = ticker.nanos();
    for (int i = 0; i < 100; i++) {
      pacer.await(() -> false);
    }
    assertThat(ticker.nanos()).isEqualTo(start);
  }

  @Test
  void noticesWithinATwentiethOfASecondThatTheWaitIsCalledOff() {
    FakeTicker ticker = new FakeTicker();
    Pacer pacer = new Pacer(0.001, ticker);
    pacer.await(() -> false);
    long start = ticker.nanos();
    AtomicInteger asked = new AtomicInteger();
    pacer.await(() -> asked.incrementAndGet() > 3);
    assertThat(ticker.nanos() - start).isEqualTo(150 * MILLIS);
  }

  @Test
  void endsTheWaitOfAnInterruptedThreadAndLeavesItInterrupted() {
    FakeTicker ticker = new FakeTicker();
    Pacer pacer = new Pacer(1, ticker);
    pacer.await(() -> false);
    long start = ticker.nanos();
    Thread.currentThread().interrupt();
    pacer.await(() -> false);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ticker.nanos()).isEqualTo(start);
  }
}
