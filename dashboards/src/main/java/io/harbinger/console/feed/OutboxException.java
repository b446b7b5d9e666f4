package io.harbinger.console.feed;

/** A record could not be written. The message says which, why, and what to do. */
public final class OutboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message for a person. */
  public OutboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
