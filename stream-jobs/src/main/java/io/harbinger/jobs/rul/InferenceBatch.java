package io.harbinger.jobs.rul;

import io.harbinger.jobs.rul.memory.AssetTurn;
import io.harbinger.model.rul.stream.StreamAnswer;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.server.Answer;
import io.harbinger.server.InferenceException;
import io.harbinger.server.Keyed;
import io.harbinger.server.ServedModel;
import io.harbinger.server.StateMarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;

/**
 * The turns of several assets, asked about together: each round is one bulk call with at most one
 * request an asset. Begun, it is on its way while the caller does other work; {@link #await} then
 * goes on until every window has its verdict, for no longer than the timeout. Not thread-safe.
 */
final class InferenceBatch {

  private final ServedModel<StreamRequest, StreamAnswer> model;
  private final InferenceOptions options;
  private final Counter retries;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final long deadline;
  private OptionalLong mark;

  /** The longest that the server asked to wait for in this round. */
  private Optional<Duration> hint = Optional.empty();

  private List<Asked> asked = List.of();

  private record Asked(AssetTurn turn, CompletableFuture<Answer<StreamAnswer>> answer) {}

  InferenceBatch(
      ServedModel<StreamRequest, StreamAnswer> model,
      InferenceOptions options,
      Counter retries,
      LongSupplier nanoTime,
      DoubleSupplier random,
      OptionalLong mark) {
    this.model = model;
    this.options = options;
    this.retries = retries;
    this.nanoTime = nanoTime;
    this.random = random;
    this.mark = mark;
    this.deadline = nanoTime.getAsLong() + options.timeout().toNanos();
  }

  /** Asks the first round. */
  void begin(Collection<AssetTurn> turns) {
    ask(turns);
  }

  /** The mark of the model that answered last, where one did by now. */
  OptionalLong mark() {
    return mark;
  }

  private void ask(Collection<AssetTurn> turns) {
    List<AssetTurn> asking = new ArrayList<>(turns.size());
    List<Keyed<StreamRequest>> requests = new ArrayList<>(turns.size());
    for (AssetTurn turn : turns) {
      Optional<StreamRequest> request = turn.next(marks(turn));
      if (request.isPresent()) {
        asking.add(turn);
        requests.add(Keyed.of(turn.asset(), request.get()));
      }
    }
    List<Asked> round = new ArrayList<>(asking.size());
    if (!requests.isEmpty()) {
      List<CompletionStage<Answer<StreamAnswer>>> answers = submit(requests);
      for (int i = 0; i < asking.size(); i++) {
        round.add(new Asked(asking.get(i), answers.get(i).toCompletableFuture()));
      }
    }
    asked = round;
  }

  /** A model that does not tell its mark shows it in its answers. */
  private StateMarks marks(AssetTurn turn) {
    StateMarks marks = model.marks(turn.asset());
    return marks.preferred().isEmpty() && mark.isPresent()
        ? StateMarks.only(mark.getAsLong())
        : marks;
  }

  private List<CompletionStage<Answer<StreamAnswer>>> submit(List<Keyed<StreamRequest>> requests) {
    try {
      return model.askAll(requests);
    } catch (RuntimeException e) {
      return requests.stream()
          .<CompletionStage<Answer<StreamAnswer>>>map(r -> CompletableFuture.failedFuture(e))
          .toList();
    }
  }

  /**
   * Waits for all verdicts.
   *
   * @throws InferenceException if the server is closed: the windows are sound, and a restart leases
   *     the model anew
   */
  void await() throws InterruptedException {
    int waits = 0;
    while (!asked.isEmpty()) {
      boolean wait = false;
      hint = Optional.empty();
      List<AssetTurn> open = new ArrayList<>(asked.size());
      for (Asked one : asked) {
        Optional<Boolean> mayPass = take(one);
        if (mayPass.isEmpty()) {
          giveUp(List.of(one.turn()));
        } else {
          wait |= mayPass.get();
          open.add(one.turn());
        }
      }
      waits = wait ? waits + 1 : 0;
      if (wait && !pause(waits)) {
        giveUp(open);
      }
      ask(open);
    }
  }

  /** Whether to wait before the turn's next request; empty if there is no answer in time. */
  private Optional<Boolean> take(Asked one) throws InterruptedException {
    try {
      Answer<StreamAnswer> answer =
          one.answer().get(Math.max(0, deadline - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
      mark = OptionalLong.of(answer.output().state().model());
      return Optional.of(one.turn().answered(answer));
    } catch (TimeoutException e) {
      one.answer().cancel(false);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(failed(one.turn(), e.getCause() == null ? e : e.getCause()));
    }
  }

  private boolean failed(AssetTurn turn, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof InferenceException inference) {
      if (inference.reason() == InferenceException.Reason.CLOSED) {
        throw inference;
      }
      inference
          .retryAfter()
          .filter(after -> hint.isEmpty() || after.compareTo(hint.get()) > 0)
          .ifPresent(after -> hint = Optional.of(after));
      return turn.failed(inference.reason(), String.valueOf(inference.getMessage()));
    }
    return turn.failed(InferenceException.Reason.FAILED, String.valueOf(failure.getMessage()));
  }

  /** False, and no wait, where it would end beyond the timeout. */
  private boolean pause(int waits) throws InterruptedException {
    Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
    Optional<Duration> wait = options.waitBefore(waits, hint, left, random.getAsDouble());
    if (wait.isEmpty()) {
      return false;
    }
    retries.inc();
    boolean nobodyCounts = new CountDownLatch(1).await(wait.get().toNanos(), TimeUnit.NANOSECONDS);
    return !nobodyCounts;
  }

  private void giveUp(List<AssetTurn> turns) {
    String detail = "no answer from the model within %s".formatted(options.timeout());
    turns.forEach(turn -> turn.timedOut(detail));
  }
}
