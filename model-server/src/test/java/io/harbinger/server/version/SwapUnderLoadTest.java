package io.harbinger.server.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.Answer;
import io.harbinger.server.Keyed;
import io.harbinger.server.version.FakeVersions.Ask;
import io.harbinger.server.version.FakeVersions.Kind;
import io.harbinger.server.version.FakeVersions.Said;
import io.harbinger.server.version.ServingPolicy.Pinned;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions take each other's place while many callers ask. */
class SwapUnderLoadTest {

  private static final int THREADS = 32;
  private static final int SWAPS = 1000;

  /** Requests of a thread at each swap. */
  private static final int EACH = 2;

  private static final long LIMIT_SECONDS = FakeVersions.LIMIT.toSeconds();

  @TempDir Path models;
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private FakeVersions fake;

  @BeforeEach
  void open() {
    fake = new FakeVersions(models);
    fake.write(1, Kind.SOUND);
    fake.write(2, Kind.SOUND);
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void noRequestFailsOrIsLostOverAThousandSwaps() throws Exception {
    fake.decide(new Pinned(1));
    NameLease<Ask, Said> lease = fake.acquire();
    Semaphore swapped = new Semaphore(0);
    fake.names.addListener(
        (model, version, state) -> {
          if (state instanceof VersionState.Draining) {
            swapped.release();
          }
        });
    // Callers and the swap begin together each time, so that every swap meets requests.
    CyclicBarrier together = new CyclicBarrier(THREADS + 1);
    ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i * SWAPS * EACH;
        running.add(
            callers.submit(
                () -> {
                  for (int swap = 0; swap < SWAPS; swap++) {
                    together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                    for (int n = 0; n < EACH; n++) {
                      check(lease, first + swap * EACH + n);
                    }
                  }
                  return null;
                }));
      }
      for (int swap = 1; swap <= SWAPS; swap++) {
        together.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        int version = 1 + swap % 2;
        ServingFile.write(
            fake.name(),
            new ServingDecision(new Pinned(version), List.of(), false, Instant.EPOCH, "a test"));
        fake.names.look().join();
        assertThat(swapped.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(FakeVersions.version(lease)).isEqualTo(version);
      }
      for (Future<?> one : running) {
        one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdownNow();
    }

    assertThat(wrong).isEmpty();
    assertThat(answers.values().stream().mapToLong(LongAdder::sum).sum())
        .isEqualTo((long) THREADS * SWAPS * EACH);
    assertThat(answers).as("both answered").containsOnlyKeys(1, 2);
    assertThat(fake.count("harbinger.model.swaps", "outcome", "swapped")).isEqualTo(SWAPS);
    FakeVersions.await().until(() -> fake.live.get() == 1);
    assertThat(fake.loads).hasValue(SWAPS + 1);
    assertThat(fake.callsAfterClose).hasValue(0);
  }

  @Test
  void aNameCanBeLeasedAndGivenBackByManyWhileItsVersionsChange() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SplittableRandom random = new SplittableRandom(i);
        running.add(
            callers.submit(
                () -> {
                  for (int round = 0; round < 300; round++) {
                    try (NameLease<Ask, Said> lease = fake.acquire()) {
                      for (int n = random.nextInt(4); n >= 0; n--) {
                        check(lease, random.nextInt(1000));
                      }
                    }
                  }
                }));
      }
      int turn = 0;
      while (running.stream().anyMatch(one -> !one.isDone())) {
        fake.decide(new Pinned(1 + turn++ % 2));
      }
      for (Future<?> one : running) {
        one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdown();
    }

    assertThat(wrong).isEmpty();
    FakeVersions.await().until(() -> fake.live.get() == 0);
    assertThat(fake.callsAfterClose).hasValue(0);
    FakeVersions.await()
        .until(() -> fake.registry.find("harbinger.model.state").gauges().isEmpty());
  }

  private void check(NameLease<Ask, Said> lease, int number) {
    try {
      Answer<Said> answer =
          FakeVersions.answer(
              lease.ask(
                  number % 2 == 0
                      ? Keyed.without(Ask.of(number))
                      : Keyed.of("asset-" + number % 7, Ask.of(number))));
      Said said = answer.output();
      if (said.input() != number
          || !answer.model().version().equals(String.valueOf(said.version()))) {
        wrong.add("%d was answered with %s".formatted(number, answer));
      }
      answers.computeIfAbsent(said.version(), version -> new LongAdder()).increment();
    } catch (RuntimeException e) {
      wrong.add(number + " failed: " + e);
    }
  }
}
