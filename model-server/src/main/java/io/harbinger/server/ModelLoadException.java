package io.harbinger.server;

import org.jspecify.annotations.Nullable;

/**
 * A model that could not be loaded. Everyone who waited for it gets one; trying again loads anew.
 */
public final class ModelLoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure; the message says what came, what was expected and what to do. */
  public ModelLoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
