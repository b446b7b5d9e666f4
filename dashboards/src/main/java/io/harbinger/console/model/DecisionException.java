package io.harbinger.console.model;

/** Nothing was decided. The message goes to the person: what came, why not, what to do. */
public final class DecisionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why nothing was decided. */
  public enum Reason {
    /** There is no such model or version. */
    UNKNOWN,
    /** It is there, but must not answer, or somebody decided otherwise meanwhile. */
    REFUSED,
    /** It could not be written. */
    NOT_WRITTEN
  }

  /** With what a person is told. */
  public DecisionException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** With what went wrong beneath. */
  public DecisionException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** As a category. */
  public Reason reason() {
    return reason;
  }
}
