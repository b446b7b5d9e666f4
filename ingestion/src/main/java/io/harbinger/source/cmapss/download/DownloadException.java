package io.harbinger.source.cmapss.download;

/** A download that came to nothing; the message says why and what to do. */
public final class DownloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
