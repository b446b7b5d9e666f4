package io.harbinger.server;

import java.time.Duration;

/**
 * How the server keeps its models.
 *
 * @param linger how long a model that nobody leases stays loaded, so that a job that restarts does
 *     not load it again
 * @param drainTimeout how long {@link ModelServer#close} waits for executions under way
 */
public record ServerOptions(Duration linger, Duration drainTimeout) {

  /** Refuses what cannot work. */
  public ServerOptions {
    if (linger.isNegative() || drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "a linger of %s and a drain timeout of %s (expected 0 or more)"
              .formatted(linger, drainTimeout));
    }
  }

  /** A linger of 30 seconds, 30 seconds to drain. */
  public static ServerOptions defaults() {
    return new ServerOptions(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  /** The same with another linger. */
  public ServerOptions withLinger(Duration other) {
    return new ServerOptions(other, drainTimeout);
  }

  /** The same with another time to drain. */
  public ServerOptions withDrainTimeout(Duration other) {
    return new ServerOptions(linger, other);
  }
}
