package io.harbinger.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.platform.lifecycle.StopRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class InFlightGateTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final StopRequest stop = new StopRequest();
  private final AtomicLong finished = new AtomicLong();
  private final AtomicInteger passed = new AtomicInteger();
  private final List<Integer> source = IntStream.range(0, 10).boxed().toList();
  private final InFlightGate<Integer> gate =
      new InFlightGate<>(source.iterator(), 3, finished::get, stop);

  @Test
  void holdsBackUntilEarlierOnesCameOut() {
    CompletableFuture<Void> feeding = feed();
    Awaitility.await().atMost(SOON).until(() -> passed.get() == 3);
    assertThat(feeding).isNotDone();

    finished.set(2);
    Awaitility.await().atMost(SOON).until(() -> passed.get() == 5);
    assertThat(feeding).isNotDone();

    finished.set(10);
    assertThat(feeding).succeedsWithin(SOON);
    assertThat(passed).hasValue(10);
  }

  @Test
  void aStopEndsTheWaiting() {
    CompletableFuture<Void> feeding = feed();
    Awaitility.await().atMost(SOON).until(() -> passed.get() == 3);
    stop.request();
    assertThat(feeding).succeedsWithin(SOON);
    assertThat(passed).hasValue(3);
  }

  @Test
  void refusesALimitThatLetsNothingThrough() {
    assertThatThrownBy(() -> new InFlightGate<>(source.iterator(), 0, finished::get, stop))
        .hasMessageContaining("limit: 0");
  }

  private CompletableFuture<Void> feed() {
    return CompletableFuture.runAsync(
        () -> {
          while (gate.hasNext()) {
            gate.next();
            passed.incrementAndGet();
          }
        });
  }
}
