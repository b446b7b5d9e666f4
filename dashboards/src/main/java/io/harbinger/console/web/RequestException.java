package io.harbinger.console.web;

/** A request that is not answered as asked. The message goes to the person. */
final class RequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }
}
