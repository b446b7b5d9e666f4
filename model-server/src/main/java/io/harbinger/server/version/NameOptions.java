package io.harbinger.server.version;

import io.harbinger.server.ServingOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a name is served; the same for all who lease it in one process.
 *
 * @param serving of each version
 * @param look how often its directory is looked at
 * @param keep how long a version that lost its place waits, unasked, for states of its own that
 *     callers still keep
 * @param shadows requests that a shadow works on at most; further ones are not copied to it
 * @param linger how long a name that nobody leases stays, so that a job that restarts finds it
 */
public record NameOptions(
    ServingOptions serving, Duration look, Duration keep, int shadows, Duration linger)
    implements Serializable {

  /** Refuses what cannot work. */
  public NameOptions {
    if (look.isNegative() || look.isZero() || keep.isNegative() || linger.isNegative()) {
      throw new IllegalArgumentException(
          "a look every %s, %s to keep, %s to linger (expected more than 0, 0 or more, 0 or more)"
              .formatted(look, keep, linger));
    }
    if (shadows < 1) {
      throw new IllegalArgumentException(
          "%d requests in the shadow (expected at least 1)".formatted(shadows));
    }
  }

  /** A look every 2 seconds, an hour to keep, 256 requests in the shadow, 30 seconds to linger. */
  public static NameOptions defaults() {
    return of(ServingOptions.defaults());
  }

  /** The defaults with a way of serving. */
  public static NameOptions of(ServingOptions serving) {
    return new NameOptions(
        serving, Duration.ofSeconds(2), Duration.ofHours(1), 256, Duration.ofSeconds(30));
  }

  /** The same with another time between looks. */
  public NameOptions withLook(Duration other) {
    return new NameOptions(serving, other, keep, shadows, linger);
  }

  /** The same with another time to keep. */
  public NameOptions withKeep(Duration other) {
    return new NameOptions(serving, look, other, shadows, linger);
  }

  /** The same with other requests in the shadow. */
  public NameOptions withShadows(int other) {
    return new NameOptions(serving, look, keep, other, linger);
  }

  /** The same with another linger. */
  public NameOptions withLinger(Duration other) {
    return new NameOptions(serving, look, keep, shadows, other);
  }
}
