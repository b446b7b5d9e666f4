package io.harbinger.platform.versions;

/** A version that must not answer, since its files or its answers are not what they were. */
public final class UnsoundVersionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsoundVersionException(int version, String problems) {
    super("version %d stays as it is, nothing was decided: %s".formatted(version, problems));
  }
}
