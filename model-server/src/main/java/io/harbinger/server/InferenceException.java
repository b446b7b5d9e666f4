package io.harbinger.server;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that got no answer, with the reason as a category that can be counted. */
public final class InferenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  /** A failure of the given kind; the message says what came and what was expected. */
  public InferenceException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, cause, null);
  }

  private InferenceException(
      Reason reason, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** A refusal for want of room, which may be tried again after a while. */
  public static InferenceException queueFull(String message, Duration retryAfter) {
    return new InferenceException(
        Reason.QUEUE_FULL,
        "%s: try again in %d ms".formatted(message, retryAfter.toMillis()),
        null,
        retryAfter);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /**
   * When to try again: by then the queue should be worked off, at the rate that the model was last
   * seen to have. Only where room was wanting, and a hint: others may come first.
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Why a request got no answer; also the label of the failure metric. */
  public enum Reason {
    /** The queue was full, or had to make room for something more urgent: try again later. */
    QUEUE_FULL,
    /** The request's patience ended before its execution began; it was not executed. */
    EXPIRED,
    /** The model cannot take this input: trying again is useless. */
    INVALID_INPUT,
    /** The model failed on it. */
    FAILED,
    /** The server is closed or closing. */
    CLOSED
  }
}
