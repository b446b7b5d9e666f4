package io.harbinger.server;

import org.jspecify.annotations.Nullable;

/** A request that got no answer, with the reason as a category that can be counted. */
public final class InferenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** A failure of the given kind; the message says what came and what was expected. */
  public InferenceException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a request got no answer; also the label of the failure metric. */
  public enum Reason {
    /** The queue was full: try again later. */
    QUEUE_FULL,
    /** The model cannot take this input: trying again is useless. */
    INVALID_INPUT,
    /** The model failed on it. */
    FAILED,
    /** The server is closed or closing. */
    CLOSED
  }
}
