package io.harbinger.source.publish;

/** Readings that did not reach their topic; the message says which topic, why and what to do. */
public final class PublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
