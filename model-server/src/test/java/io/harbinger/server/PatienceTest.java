package io.harbinger.server;

import static io.harbinger.server.ServingFixture.answer;
import static io.harbinger.server.ServingFixture.await;
import static io.harbinger.server.ServingFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.server.InferenceException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deadlines, priorities and withdrawals as a caller sees them. */
class PatienceTest {

  private static final SubmitOptions HASTY =
      SubmitOptions.defaults().withPatience(Duration.ofMillis(50));

  @TempDir Path models;
  private final FakeModel model = FakeModel.gated();
  private final ManualClock clock = new ManualClock();
  private ServingFixture fixture;
  private ModelLease<String, Integer> lease;

  @BeforeEach
  void open() {
    fixture = new ServingFixture(models, ServerOptions.defaults(), clock);
    lease = fixture.lease(model, new ServingOptions(4, 4, 1, Duration.ZERO));
  }

  @AfterEach
  void close() {
    model.openGate();
    fixture.close();
  }

  @Test
  void whatExpiresInTheQueueIsNeverExecuted() {
    CompletionStage<Integer> first = occupied();
    CompletionStage<Integer> hasty = lease.submit("hasty", HASTY);
    CompletionStage<Integer> patient = lease.submit("patient");
    clock.advance(Duration.ofMillis(50));
    model.openGate();

    assertThat(failure(hasty).reason()).isEqualTo(Reason.EXPIRED);
    assertThat(failure(hasty))
        .hasMessage(
            "model fake did not begin with it within PT0.05S: it was dropped; ask for less, or be more patient");
    assertThat(answer(first)).isEqualTo(1);
    assertThat(answer(patient)).isEqualTo(7);
    assertThat(model.batches).containsExactly(List.of("a"), List.of("patient"));
    await().until(() -> fixture.requests("expired", "expired") == 1);
  }

  @Test
  void theCallerHearsOfItThoughTheModelHangs() {
    occupied();
    CompletableFuture<Integer> hasty = lease.submit("hasty", HASTY).toCompletableFuture();
    clock.advance(Duration.ofMillis(49));
    fixture.scheduler.elapse();
    assertThat(hasty).isNotDone();

    clock.advance(Duration.ofMillis(1));
    fixture.scheduler.elapse();

    assertThat(hasty).isCompletedExceptionally();
    assertThat(failure(hasty).reason()).isEqualTo(Reason.EXPIRED);
    assertThat(fixture.registry.get("harbinger.inference.queue.length").gauge().value()).isZero();
  }

  @Test
  void eachOfSeveralExpiresAtItsOwnTime() {
    occupied();
    List<CompletionStage<Integer>> stages =
        lease.submitAll(List.of("b", "cc"), HASTY.withPatience(Duration.ofMillis(200)));
    CompletableFuture<Integer> sooner = lease.submit("d", HASTY).toCompletableFuture();
    clock.advance(Duration.ofMillis(60));
    fixture.scheduler.elapse();

    assertThat(sooner).isCompletedExceptionally();
    assertThat(stages).noneMatch(stage -> stage.toCompletableFuture().isDone());
    clock.advance(Duration.ofMillis(200));
    fixture.scheduler.elapse();
    assertThat(stages).allMatch(stage -> stage.toCompletableFuture().isCompletedExceptionally());
  }

  @Test
  void whoeverHasNoPatienceAtAllIsNotQueued() {
    model.openGate();

    assertThat(failure(lease.submit("late", HASTY.withPatience(Duration.ZERO))).reason())
        .isEqualTo(Reason.EXPIRED);
    assertThat(model.entered).hasValue(0);
  }

  @Test
  void withdrawingFreesAPlaceAtOnce() {
    occupied();
    List<CompletionStage<Integer>> queued =
        lease.submitAll(List.of("b", "b", "b", "b"), SubmitOptions.defaults());
    assertThat(failure(lease.submit("refused")).reason()).isEqualTo(Reason.QUEUE_FULL);

    queued.get(1).toCompletableFuture().cancel(false);

    CompletionStage<Integer> fits = lease.submit("fits");
    assertThat(failure(lease.submit("refused")).reason()).isEqualTo(Reason.QUEUE_FULL);
    model.openGate();
    assertThat(answer(fits)).isEqualTo(4);
    assertThat(fixture.requests("cancelled", "none")).isEqualTo(1);
  }

  @Test
  void aMoreUrgentRequestTakesThePlaceOfAnother() {
    occupied();
    SubmitOptions low = SubmitOptions.defaults().withPriority(Priority.LOW);
    List<CompletionStage<Integer>> queued = lease.submitAll(List.of("b", "b", "b", "last"), low);

    CompletionStage<Integer> urgent =
        lease.submit("urgent", SubmitOptions.defaults().withPriority(Priority.HIGH));

    assertThat(failure(queued.get(3)))
        .hasMessage("more urgent requests fill the queue of model fake: try again in 100 ms")
        .extracting(InferenceException::reason)
        .isEqualTo(Reason.QUEUE_FULL);
    model.openGate();
    assertThat(answer(urgent)).isEqualTo(6);
    assertThat(answer(queued.get(0))).isEqualTo(1);
  }

  private CompletionStage<Integer> occupied() {
    CompletionStage<Integer> first = lease.submit("a");
    await().until(() -> model.entered.get() == 1);
    return first;
  }
}
