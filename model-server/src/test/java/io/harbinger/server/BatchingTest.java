package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.InferenceException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchingTest {

  private static final ServingOptions OPTIONS = new ServingOptions(4, 8, 1, Duration.ZERO);

  @TempDir Path models;
  private final FakeModel model = FakeModel.gated();
  private ServingFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models, ServerOptions.defaults().withExecutionsAtOnce(3));
  }

  @AfterEach
  void close() {
    model.openGate();
    fixture.close();
  }

  @Test
  void executesALoneInputAtOnce() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    model.openGate();

    assertThat(answer(lease.submit("abc"))).isEqualTo(3);
    assertThat(model.batches).containsExactly(List.of("abc"));
  }

  @Test
  void aBatchIsWhatIsQueuedWhenTheWorkerComesFree() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    CompletionStage<Integer> first = occupied(lease);
    List<CompletionStage<Integer>> rest = submit(lease, "b", "cc", "ddd", "eeee", "fffff");
    model.openGate();

    assertThat(answer(first)).isEqualTo(1);
    assertThat(rest.stream().map(ServingFixture::answer)).containsExactly(1, 2, 3, 4, 5);
    assertThat(model.batches)
        .containsExactly(List.of("a"), List.of("b", "cc", "ddd", "eeee"), List.of("fffff"));
  }

  @Test
  void waitsForCompanyOnlyWhereAskedTo() {
    model.openGate();
    ModelLease<String, Integer> lease =
        fixture.lease(model, OPTIONS.withMaxDelay(Duration.ofDays(1)));

    // A full batch goes without the delay, or this would last a day.
    assertThat(submit(lease, "a", "bb", "ccc", "dddd").stream().map(ServingFixture::answer))
        .containsExactly(1, 2, 3, 4);
    assertThat(model.batches).containsExactly(List.of("a", "bb", "ccc", "dddd"));
  }

  @Test
  void anInputWaitsNoLongerThanTheDelay() {
    model.openGate();
    ModelLease<String, Integer> lease =
        fixture.lease(model, OPTIONS.withMaxDelay(Duration.ofMillis(5)));

    assertThat(answer(lease.submit("abc"))).isEqualTo(3);
  }

  @Test
  void severalWorkersExecuteAtTheSameTime() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS.withWorkers(3));
    List<CompletionStage<Integer>> all = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      int inside = i;
      all.add(lease.submit("a"));
      await().until(() -> model.entered.get() == inside);
    }
    model.openGate();

    assertThat(all.stream().map(ServingFixture::answer)).containsExactly(1, 1, 1);
  }

  @Test
  void refusesWhenTheQueueIsFull() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    occupied(lease);
    List<CompletionStage<Integer>> queued = submit(lease, "1", "2", "3", "4", "5", "6", "7", "8");

    CompletableFuture<Integer> refused = lease.submit("one too many").toCompletableFuture();

    assertThat(refused).isCompletedExceptionally();
    assertThat(failure(refused))
        .hasMessage("8 requests wait for model fake already: try again in 100 ms")
        .extracting(InferenceException::reason)
        .isEqualTo(Reason.QUEUE_FULL);
    model.openGate();
    assertThat(queued.stream().map(ServingFixture::answer)).containsOnly(1);
    assertThat(answer(lease.submit("again"))).isEqualTo(5);
  }

  @Test
  void refusesAnInvalidInputAtOnceWithoutQueueingIt() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);

    CompletableFuture<Integer> refused = lease.submit(FakeModel.INVALID).toCompletableFuture();

    assertThat(refused).isCompletedExceptionally();
    assertThat(failure(refused).reason()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(failure(refused)).hasMessage("an empty text (expected a letter)");
    assertThat(failure(lease.submit(null)).reason()).isEqualTo(Reason.INVALID_INPUT);
    assertThat(model.entered).hasValue(0);
  }

  @Test
  void doesNotExecuteWhatWasCancelledInTheQueue() {
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    CompletionStage<Integer> first = occupied(lease);
    CompletionStage<Integer> withdrawn = lease.submit("withdrawn");
    CompletionStage<Integer> kept = lease.submit("kept");
    assertThat(withdrawn.toCompletableFuture().cancel(false)).isTrue();
    model.openGate();

    assertThat(answer(first)).isEqualTo(1);
    assertThat(answer(kept)).isEqualTo(4);
    assertThat(model.batches).containsExactly(List.of("a"), List.of("kept"));
    await().until(() -> fixture.requests("cancelled", "none") == 1);
  }

  @Test
  void survivesCallbacksThatThrowOrInterrupt() {
    model.openGate();
    ModelLease<String, Integer> lease = fixture.lease(model, OPTIONS);
    List<Thread> workers = new CopyOnWriteArrayList<>();
    List<Throwable> seen = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      boolean error = i % 2 == 0;
      CompletableFuture<Void> chained =
          lease
              .submit("a")
              .thenAccept(
                  length -> {
                    workers.add(Thread.currentThread());
                    Thread.currentThread().interrupt();
                    if (error) {
                      throw new AssertionError("a broken callback");
                    }
                    throw new IllegalStateException("a broken callback");
                  })
              .toCompletableFuture();
      await().until(chained::isDone);
      seen.add(chained.handle((nothing, failure) -> failure).join());
    }

    assertThat(answer(lease.submit("still here"))).isEqualTo(10);
    assertThat(seen)
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("a broken callback"));
    assertThat(workers)
        .filteredOn(thread -> thread.getName().startsWith("model-fake"))
        .isNotEmpty();
  }

  private CompletionStage<Integer> occupied(ModelLease<String, Integer> lease) {
    CompletionStage<Integer> first = lease.submit("a");
    await().until(() -> model.entered.get() == 1);
    return first;
  }

  private static List<CompletionStage<Integer>> submit(
      ModelLease<String, Integer> lease, String... inputs) {
    return Arrays.stream(inputs).map(lease::submit).toList();
  }
}
