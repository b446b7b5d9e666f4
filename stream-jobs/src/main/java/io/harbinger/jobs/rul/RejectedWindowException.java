package io.harbinger.jobs.rul;

import io.harbinger.contract.DeadLetterReason;

/** A window that cannot be predicted on, whoever tries. */
final class RejectedWindowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;

  RejectedWindowException(DeadLetterReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
