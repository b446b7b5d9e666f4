package io.harbinger.windows;

import io.harbinger.contract.DeadLetterReason;

/** A reading that no window can take. */
final class RejectedReadingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;

  RejectedReadingException(DeadLetterReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
