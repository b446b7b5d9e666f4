package io.harbinger.jobs.rul;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorWindow;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.Answer;
import io.harbinger.server.InferenceException;
import io.harbinger.server.Keyed;
import io.harbinger.server.ServedModel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.types.Either;

/**
 * One window's way to the model and back, with its retries. Runs on whatever thread the answer
 * comes on; at most one attempt is under way, so it needs no lock.
 *
 * <p>Once Flink has timed the window out, completing it again does nothing, and no retry is begun
 * that could not end before that.
 */
final class InferenceRequest {

  private final RawWindow raw;
  private final SensorWindow window;
  private final ServedModel<RulWindow, RulEstimate> model;
  private final InferenceOptions options;
  private final ScheduledExecutorService retryTimer;
  private final Counter retries;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;
  private final ResultFuture<Either<RulPrediction, DeadLetter>> result;
  private final RulWindow input;
  private final long started;

  InferenceRequest(
      RawWindow raw,
      SensorWindow window,
      ServedModel<RulWindow, RulEstimate> model,
      InferenceOptions options,
      ScheduledExecutorService retryTimer,
      Counter retries,
      LongSupplier nanoTime,
      DoubleSupplier random,
      ResultFuture<Either<RulPrediction, DeadLetter>> result) {
    this.raw = raw;
    this.window = window;
    this.model = model;
    this.options = options;
    this.retryTimer = retryTimer;
    this.retries = retries;
    this.nanoTime = nanoTime;
    this.random = random;
    this.result = result;
    this.input = WindowReader.toModel(window);
    this.started = nanoTime.getAsLong();
  }

  void start() {
    attempt(1);
  }

  private void attempt(int attempt) {
    try {
      model
          .ask(Keyed.of(window.getAsset(), input))
          .whenComplete(
              (answer, failure) -> {
                if (failure == null) {
                  succeeded(answer, attempt);
                } else {
                  failed(failure, attempt);
                }
              });
    } catch (RuntimeException e) {
      failed(e, attempt);
    }
  }

  private void succeeded(Answer<RulEstimate> answer, int attempt) {
    RulPrediction prediction;
    try {
      prediction = RulPredictions.of(window, answer.model(), answer.output());
    } catch (RuntimeException e) {
      failed(e, attempt);
      return;
    }
    result.complete(InferenceFunction.given(prediction));
  }

  private void failed(Throwable thrown, int attempt) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (failure instanceof Error) {
      result.completeExceptionally(failure);
      return;
    }
    switch (reason(failure)) {
      case QUEUE_FULL -> retryOr(DeadLetterReason.INFERENCE_REJECTED, failure, attempt, true);
      case FAILED ->
          retryOr(
              DeadLetterReason.INFERENCE_FAILED, failure, attempt, attempt <= options.retries());
      case INVALID_INPUT -> giveUp(DeadLetterReason.INFERENCE_REJECTED, failure, attempt);
      case EXPIRED -> giveUp(DeadLetterReason.INFERENCE_TIMED_OUT, failure, attempt);
      case CLOSED -> result.completeExceptionally(failure);
    }
  }

  private static InferenceException.Reason reason(Throwable failure) {
    return failure instanceof InferenceException inference
        ? inference.reason()
        : InferenceException.Reason.FAILED;
  }

  private static Optional<Duration> hint(Throwable failure) {
    return failure instanceof InferenceException inference
        ? inference.retryAfter()
        : Optional.empty();
  }

  private void retryOr(DeadLetterReason reason, Throwable failure, int attempt, boolean mayRetry) {
    Duration left = options.timeout().minusNanos(nanoTime.getAsLong() - started);
    Optional<Duration> wait =
        mayRetry
            ? options.waitBefore(attempt, hint(failure), left, random.getAsDouble())
            : Optional.empty();
    if (wait.isEmpty()) {
      giveUp(reason, failure, attempt);
      return;
    }
    try {
      retryTimer.schedule(() -> attempt(attempt + 1), wait.get().toNanos(), TimeUnit.NANOSECONDS);
      retries.inc();
    } catch (RejectedExecutionException e) {
      // The subtask is closing: the window is in its checkpoint and will be asked for again.
      result.completeExceptionally(e);
    }
  }

  private void giveUp(DeadLetterReason reason, Throwable failure, int attempts) {
    result.complete(
        InferenceFunction.given(
            DeadLetters.of(
                raw, reason, "after %d attempts: %s".formatted(attempts, failure.getMessage()))));
  }
}
