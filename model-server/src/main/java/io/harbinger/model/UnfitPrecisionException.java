package io.harbinger.model;

/** A model is not to be computed in a precision: it cannot be, or its answers are then others. */
public final class UnfitPrecisionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** What was tried, what came of it, what was expected. */
  public UnfitPrecisionException(String message) {
    super(message);
  }

  private UnfitPrecisionException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * An engine that lacks an operation.
   *
   * @param device that was to compute
   * @param failure of the engine; the last line of its message says what is missing, those before
   *     where in the code it was
   */
  public static UnfitPrecisionException of(
      ModelInfo model, Precision precision, String device, RuntimeException failure) {
    String[] lines = String.valueOf(failure.getMessage()).strip().split("\\R");
    return new UnfitPrecisionException(
        "model %s, version %s, cannot be computed in %s on %s: %s"
            .formatted(
                model.name(), model.version(), precision, device, lines[lines.length - 1].strip()),
        failure);
  }
}
