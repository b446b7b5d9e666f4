package io.harbinger.contract;

/** Topics could not be made. The message says which, why, and what to do. */
public final class TopicSetupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TopicSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
