package io.harbinger.server;

import static io.harbinger.server.ServingFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Laws that hold however threads interleave. */
class ServingProperties {

  private static final int CALLERS = 8;

  private static Path models;
  private static ExecutorService threads;

  @BeforeContainer
  static void start() throws IOException {
    models = Files.createTempDirectory("served");
    threads = Executors.newFixedThreadPool(CALLERS + 1);
  }

  @AfterContainer
  static void stop() throws IOException {
    threads.shutdownNow();
    try (var paths = Files.walk(models)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 40)
  void everyRequestEndsWheneverTheServerCloses(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int maxBatch,
      @ForAll @IntRange(min = 1, max = 3) int workers,
      @ForAll @IntRange(max = 2_000) int spins)
      throws Exception {
    FakeModel model = FakeModel.open();
    ServingFixture fixture = new ServingFixture(models);
    ModelLease<String, Integer> lease =
        fixture.lease(model, new ServingOptions(maxBatch, 16, workers, Duration.ZERO));
    Queue<CompletableFuture<Integer>> promises = new ConcurrentLinkedQueue<>();
    AtomicInteger submitted = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(CALLERS + 1);
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(seed + i);
      callers.add(
          threads.submit(
              () -> {
                together.await();
                for (int n = 0; n < 50; n++) {
                  CompletableFuture<Integer> promise =
                      lease.submit(input(random)).toCompletableFuture();
                  submitted.incrementAndGet();
                  promises.add(promise);
                  if (random.nextInt(10) == 0) {
                    promise.cancel(false);
                  }
                }
                return null;
              }));
    }
    callers.add(
        threads.submit(
            () -> {
              together.await();
              for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
              }
              fixture.close();
              return null;
            }));
    for (Future<?> caller : callers) {
      caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    assertThat(promises).hasSize(CALLERS * 50).allMatch(CompletableFuture::isDone);
    assertThat(model.closes).hasValue(1);
    assertThat(model.callsAfterClose).hasValue(0);
    ServingFixture.await()
        .untilAsserted(
            () ->
                assertThat(
                        fixture.registry.find("harbinger.inference.requests").counters().stream()
                            .mapToDouble(counter -> counter.count())
                            .sum())
                    .isEqualTo(submitted.get()));
  }

  private static String input(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> FakeModel.POISON;
      case 1 -> FakeModel.INVALID;
      case 2 -> FakeModel.SWALLOWED;
      default -> "fine";
    };
  }

  @Property(tries = 20)
  void aCopyIsSharedUntilItIsFreedAndNeverCalledAfterwards(@ForAll long seed) throws Exception {
    ServingFixture fixture = new ServingFixture(models);
    Path version = fixture.directory("fake/3");
    List<FakeModel> loaded = new CopyOnWriteArrayList<>();
    AtomicInteger lingersEnded = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(CALLERS);
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(seed + i);
      callers.add(
          threads.submit(
              () -> {
                together.await();
                for (int n = 0; n < 30; n++) {
                  try (ModelLease<String, Integer> lease =
                      fixture.server.acquire(
                          ServingFixture.task(() -> added(loaded)),
                          version,
                          ServingOptions.defaults())) {
                    assertThat(answerOf(lease)).isEqualTo(4);
                  }
                  if (random.nextInt(4) == 0) {
                    lingersEnded.incrementAndGet();
                    fixture.scheduler.elapse();
                  }
                }
                return null;
              }));
    }
    for (Future<?> caller : callers) {
      caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    fixture.close();

    ServingFixture.await().until(() -> loaded.stream().allMatch(model -> model.closes.get() == 1));
    assertThat(loaded).hasSizeBetween(1, 1 + lingersEnded.get());
    assertThat(loaded).allMatch(model -> model.callsAfterClose.get() == 0);
  }

  private static FakeModel added(List<FakeModel> loaded) {
    FakeModel model = FakeModel.open();
    loaded.add(model);
    return model;
  }

  private static int answerOf(ModelLease<String, Integer> lease)
      throws InterruptedException, ExecutionException {
    return lease.submit("four").toCompletableFuture().get();
  }
}
