package io.harbinger.server;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended, for callers that would rather switch over it than catch.
 *
 * <pre>{@code
 * model.submit(input).handle(RequestOutcome::of).thenAccept(outcome -> ...);
 * }</pre>
 *
 * @param <O> the output
 */
public sealed interface RequestOutcome<O> {

  /** Answered. */
  record Done<O>(O output) implements RequestOutcome<O> {}

  /**
   * Refused, and not executed.
   *
   * @param why {@code QUEUE_FULL}, {@code INVALID_INPUT} or {@code CLOSED}
   * @param retryAfter as {@link InferenceException#retryAfter} tells it
   */
  record Rejected<O>(InferenceException why, Optional<Duration> retryAfter)
      implements RequestOutcome<O> {}

  /** Its patience ended first; not executed. */
  record Expired<O>(InferenceException why) implements RequestOutcome<O> {}

  /** The model failed on it, or its caller ended it. */
  record Failed<O>(Throwable why) implements RequestOutcome<O> {}

  /** Reads what a stage's callback is told. */
  static <O> RequestOutcome<O> of(@Nullable O output, @Nullable Throwable thrown) {
    if (thrown == null) {
      if (output == null) {
        throw new IllegalArgumentException("neither an output nor a failure (expected one)");
      }
      return new Done<>(output);
    }
    Throwable failure = unwrapped(thrown);
    if (!(failure instanceof InferenceException inference)) {
      return new Failed<>(failure);
    }
    return switch (inference.reason()) {
      case QUEUE_FULL, INVALID_INPUT, CLOSED -> new Rejected<>(inference, inference.retryAfter());
      case EXPIRED -> new Expired<>(inference);
      case FAILED -> new Failed<>(inference);
    };
  }

  private static Throwable unwrapped(Throwable thrown) {
    boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wraps && thrown.getCause() != null ? thrown.getCause() : thrown;
  }
}
