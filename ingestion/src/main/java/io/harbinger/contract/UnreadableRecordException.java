package io.harbinger.contract;

/**
 * Bytes that are no record of the expected type. The message says what came and what was expected.
 */
public final class UnreadableRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final DeadLetterReason reason;

  UnreadableRecordException(DeadLetterReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  UnreadableRecordException(DeadLetterReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** EMPTY, MALFORMED, TRUNCATED, UNKNOWN_SCHEMA or MALFORMED_JSON. */
  public DeadLetterReason reason() {
    return reason;
  }
}
