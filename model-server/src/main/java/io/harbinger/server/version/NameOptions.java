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
 * @param shadowStates keys of whose inputs a shadow keeps states of its own at most, where callers
 *     keep states; inputs of further ones that carry a state are not compared
 * @param linger how long a name that nobody leases stays, so that a job that restarts finds it
 */
public record NameOptions(
    ServingOptions serving,
    Duration look,
    Duration keep,
    int shadows,
    int shadowStates,
    Duration linger)
    implements Serializable {

  /** Refuses what cannot work. */
  public NameOptions {
    if (look.isNegative() || look.isZero() || keep.isNegative() || linger.isNegative()) {
      throw new IllegalArgumentException(
          "a look every %s, %s to keep, %s to linger (expected more than 0, 0 or more, 0 or more)"
              .formatted(look, keep, linger));
    }
    if (shadows < 1 || shadowStates < 0) {
      throw new IllegalArgumentException(
          "%d requests in the shadow and states of %d keys (expected at least 1 and 0)"
              .formatted(shadows, shadowStates));
    }
  }

  /**
   * A look every 2 seconds, an hour to keep, 256 requests in the shadow and states of 4096 keys, 30
   * seconds to linger.
   */
  public static NameOptions defaults() {
    return of(ServingOptions.defaults());
  }

  /** The defaults with a way of serving. */
  public static NameOptions of(ServingOptions serving) {
    return new NameOptions(
        serving, Duration.ofSeconds(2), Duration.ofHours(1), 256, 4096, Duration.ofSeconds(30));
  }

  /** The same with another time between looks. */
  public NameOptions withLook(Duration other) {
    return new NameOptions(serving, other, keep, shadows, shadowStates, linger);
  }

  /** The same with another time to keep. */
  public NameOptions withKeep(Duration other) {
    return new NameOptions(serving, look, other, shadows, shadowStates, linger);
  }

  /** The same with other requests in the shadow. */
  public NameOptions withShadows(int other) {
    return new NameOptions(serving, look, keep, other, shadowStates, linger);
  }

  /** The same with states of other keys in the shadow. */
  public NameOptions withShadowStates(int other) {
    return new NameOptions(serving, look, keep, shadows, other, linger);
  }

  /** The same with another linger. */
  public NameOptions withLinger(Duration other) {
    return new NameOptions(serving, look, keep, shadows, shadowStates, other);
  }
}
