package io.harbinger.source.cmapss;

/**
 * A file of the data set that is missing or not as published; the message says where and what to
 * do.
 */
public final class CmapssException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CmapssException(String message) {
    super(message);
  }

  CmapssException(String message, Throwable cause) {
    super(message, cause);
  }
}
