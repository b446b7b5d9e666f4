package io.harbinger.server;

/**
 * A model that could not be loaded. Everyone who waited for it gets one; trying again loads anew.
 */
public final class ModelLoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ModelLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
