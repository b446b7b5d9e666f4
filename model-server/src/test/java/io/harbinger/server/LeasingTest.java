package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.ModelTask;
import io.harbinger.server.InferenceException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasingTest {

  private static final ServingOptions OPTIONS = ServingOptions.defaults();

  @TempDir Path models;
  private final AtomicInteger loads = new AtomicInteger();
  private final FakeModel model = FakeModel.open();
  private final ModelTask<String, Integer> task =
      ServingFixture.task(
          () -> {
            loads.incrementAndGet();
            return model;
          });
  private ServingFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void leasesOfOneVersionShareItsCopyHoweverItIsNamed() throws Exception {
    Path version = fixture.directory("fake/3");
    Path link = Files.createSymbolicLink(models.resolve("link"), models.resolve("fake"));

    List<ModelLease<String, Integer>> leases =
        List.of(
            fixture.server.acquire(task, version, OPTIONS),
            fixture.server.acquire(task, models.resolve("fake"), OPTIONS),
            fixture.server.acquire(task, link.resolve("../link/3"), OPTIONS));

    assertThat(loads).hasValue(1);
    assertThat(leases).allSatisfy(lease -> assertThat(answer(lease.submit("ab"))).isEqualTo(2));
  }

  @Test
  void anotherVersionIsAnotherCopy() {
    fixture.server.acquire(task, fixture.directory("fake/3"), OPTIONS);
    fixture.server.acquire(task, fixture.directory("fake/4"), OPTIONS);

    assertThat(loads).hasValue(2);
  }

  @Test
  void aModelWithoutLeasesLingersAndIsFreedAfterwards() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    lease.close();

    assertThat(fixture.scheduler.delays()).containsExactly(Duration.ofSeconds(30).toNanos());
    assertThat(model.closes).hasValue(0);
    fixture.scheduler.elapse();
    await().until(() -> model.closes.get() == 1);
  }

  @Test
  void aRestartWithinTheLingerFindsTheModelLoaded() {
    Path version = fixture.directory("fake/3");
    fixture.server.acquire(task, version, OPTIONS).close();
    ModelLease<String, Integer> again = fixture.server.acquire(task, version, OPTIONS);
    fixture.scheduler.elapse();

    assertThat(answer(again.submit("ab"))).isEqualTo(2);
    assertThat(loads).hasValue(1);
    assertThat(model.closes).hasValue(0);
  }

  @Test
  void theLingerBeginsAnewWithEachLastLease() {
    Path version = fixture.directory("fake/3");
    fixture.server.acquire(task, version, OPTIONS).close();
    ModelLease<String, Integer> second = fixture.server.acquire(task, version, OPTIONS);
    fixture.scheduler.elapse();
    second.close();

    assertThat(model.closes).hasValue(0);
    fixture.scheduler.elapse();
    await().until(() -> model.closes.get() == 1);
  }

  @Test
  void aFreedModelIsLoadedAnew() {
    Path version = fixture.directory("fake/3");
    fixture.server.acquire(task, version, OPTIONS).close();
    fixture.scheduler.elapse();
    fixture.server.acquire(task, version, OPTIONS);

    assertThat(loads).hasValue(2);
  }

  @Test
  void closingALeaseTwiceGivesItBackOnce() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    ModelLease<String, Integer> other = fixture.lease(model, OPTIONS);
    lease.close();
    lease.close();
    fixture.scheduler.elapse();

    assertThat(answer(other.submit("ab"))).isEqualTo(2);
    assertThat(failure(lease.submit("ab")).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void refusesToServeOneCopyInTwoWays() {
    fixture.lease(model, OPTIONS);

    assertThatThrownBy(() -> fixture.lease(model, OPTIONS.withWorkers(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workers=1")
        .hasMessageContaining("workers=2")
        .hasMessageContaining("give them the same options");
  }

  @Test
  void aLingeringModelIsServedAnewWithOtherOptions() {
    Path version = fixture.directory("fake/3");
    fixture.server.acquire(task, version, OPTIONS).close();
    ModelLease<String, Integer> other =
        fixture.server.acquire(task, version, OPTIONS.withWorkers(2));

    assertThat(loads).hasValue(2);
    assertThat(answer(other.submit("ab"))).isEqualTo(2);
    await().until(() -> model.closes.get() == 1);
    fixture.scheduler.elapse();
    assertThat(answer(other.submit("ab"))).isEqualTo(2);
  }

  @Test
  void everyWaiterHearsOfAFailedLoadAndMayTryAgain() {
    Path version = fixture.directory("fake/3");
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    ModelTask<String, Integer> broken =
        ServingFixture.task(
            () -> {
              attempts.incrementAndGet();
              awaitLatch(gate);
              throw new IllegalArgumentException("weights.safetensors is cut");
            });
    List<CompletableFuture<ModelLease<String, Integer>>> waiters =
        IntStream.range(0, 4)
            .mapToObj(i -> onOwnThread(() -> fixture.server.acquire(broken, version, OPTIONS)))
            .toList();
    await().until(() -> attempts.get() == 1);
    gate.countDown();

    for (CompletableFuture<ModelLease<String, Integer>> waiter : waiters) {
      assertThatThrownBy(() -> answer(waiter))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("fake/3: weights.safetensors is cut");
    }
    assertThat(answer(fixture.server.acquire(task, version, OPTIONS).submit("ab"))).isEqualTo(2);
  }

  @Test
  void anInterruptedWaiterLeavesTheLoadToTheOthers() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<ModelLease<String, Integer>> interrupted = acquireSlowly(gate);
    Thread first = acquirer().orElseThrow();
    CompletableFuture<ModelLease<String, Integer>> patient =
        onOwnThread(() -> fixture.server.acquire(task, fixture.directory("fake/3"), OPTIONS));
    first.interrupt();

    assertThatThrownBy(() -> answer(interrupted)).hasMessageContaining("interrupted");
    gate.countDown();
    CompletionStage<Integer> answered = answer(patient).submit("ab");
    assertThat(answer(answered)).isEqualTo(2);
    assertThat(loads).as("loads besides the slow one").hasValue(0);
  }

  @Test
  void aServerClosedDuringALoadFreesTheModelWhenItIsLoaded() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<ModelLease<String, Integer>> waiter = acquireSlowly(gate);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture.server::close);
    await().until(() -> fixture.server.isClosed());
    gate.countDown();

    answer(closing);
    assertThat(failure(answer(waiter).submit("ab")).reason()).isEqualTo(Reason.CLOSED);
    assertThat(model.closes).hasValue(1);
  }

  @Test
  void aModelThatNobodyWaitsForAnyMoreIsFreedWhenItIsLoaded() {
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<ModelLease<String, Integer>> waiter = acquireSlowly(gate);
    acquirer().orElseThrow().interrupt();
    await().until(waiter::isCompletedExceptionally);
    fixture.scheduler.elapse();
    assertThat(model.closes).hasValue(0);
    gate.countDown();

    await().until(() -> model.closes.get() == 1);
  }

  private CompletableFuture<ModelLease<String, Integer>> acquireSlowly(CountDownLatch gate) {
    Path version = fixture.directory("fake/3");
    ModelTask<String, Integer> slow =
        ServingFixture.task(
            () -> {
              awaitLatch(gate);
              return model;
            });
    CompletableFuture<ModelLease<String, Integer>> waiter =
        onOwnThread(() -> fixture.server.acquire(slow, version, OPTIONS));
    await().until(() -> acquirer().isPresent());
    return waiter;
  }

  @Test
  void saysWhenThereIsNoModel() {
    assertThatThrownBy(() -> fixture.server.acquire(task, models.resolve("absent"), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no model in");
  }

  @Test
  void itsThreadsKeepNothingOfTheirCallers() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new ClassLoader() {});
    try {
      ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
      CompletionStage<ClassLoader> seen =
          lease.submit("ab").thenApply(n -> Thread.currentThread().getContextClassLoader());
      // Where the answer came before the callback was chained, it runs here instead.
      assertThat(answer(seen))
          .isIn(ModelServer.class.getClassLoader(), Thread.currentThread().getContextClassLoader());
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().startsWith("model-fake-"))
                  .map(Thread::getContextClassLoader))
          .isNotEmpty()
          .doesNotContain(Thread.currentThread().getContextClassLoader());
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** The thread that waits for a load. */
  private static Optional<Thread> acquirer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("acquirer") && t.getState() == Thread.State.WAITING)
        .findAny();
  }

  private static <T> CompletableFuture<T> onOwnThread(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "acquirer");
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
