package io.harbinger.server.version;

import org.jspecify.annotations.Nullable;

/** A version that must not serve. */
final class RefusedVersionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final LoadFailure why;

  RefusedVersionException(LoadFailure why, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.why = why;
  }

  LoadFailure why() {
    return why;
  }
}
