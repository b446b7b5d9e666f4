package io.harbinger.platform.serving.protocol;

import java.time.Duration;
import java.util.Optional;

/** A request that gets no inference. The message goes to whoever asked. */
public final class ProtocolException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfterSeconds;

  private ProtocolException(int status, long retryAfterSeconds, String message) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * A refusal that will be the same the next time.
   *
   * @param status of HTTP
   */
  public static ProtocolException of(int status, String message) {
    return new ProtocolException(status, 0, message);
  }

  /** A refusal for now, with status 503. */
  public static ProtocolException later(Duration after, String message) {
    return new ProtocolException(503, Math.max(1, after.toSeconds()), message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Seconds after which trying again is worth it. */
  public Optional<Long> retryAfterSeconds() {
    return retryAfterSeconds == 0 ? Optional.empty() : Optional.of(retryAfterSeconds);
  }
}
