package io.harbinger.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a request ended: the labels of the request counter. Each request has exactly one. */
enum Outcome {
  ANSWERED("answered", "none"),
  FAILED("failed", InferenceException.Reason.FAILED),
  INVALID_INPUT("rejected", InferenceException.Reason.INVALID_INPUT),
  QUEUE_FULL("rejected", InferenceException.Reason.QUEUE_FULL),
  CLOSED("rejected", InferenceException.Reason.CLOSED),
  EXPIRED("expired", InferenceException.Reason.EXPIRED),
  CANCELLED("cancelled", "none");

  private final String outcome;
  private final String reason;

  Outcome(String outcome, String reason) {
    this.outcome = outcome;
    this.reason = reason;
  }

  Outcome(String outcome, InferenceException.Reason reason) {
    this(outcome, reason.name().toLowerCase(Locale.ROOT));
  }

  /** How a promise with this failure ended; a failure that is not the server's is the caller's. */
  static Outcome of(@Nullable Throwable failure) {
    if (failure == null) {
      return ANSWERED;
    }
    return failure instanceof InferenceException inference ? of(inference.reason()) : CANCELLED;
  }

  private static Outcome of(InferenceException.Reason reason) {
    return switch (reason) {
      case QUEUE_FULL -> QUEUE_FULL;
      case EXPIRED -> EXPIRED;
      case INVALID_INPUT -> INVALID_INPUT;
      case FAILED -> FAILED;
      case CLOSED -> CLOSED;
    };
  }

  String outcome() {
    return outcome;
  }

  String reason() {
    return reason;
  }
}
