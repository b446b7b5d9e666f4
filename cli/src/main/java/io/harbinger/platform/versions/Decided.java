package io.harbinger.platform.versions;

import io.harbinger.server.version.ServingDecision;

/**
 * A decision that was taken.
 *
 * @param name of the model
 * @param before what had been decided
 * @param now what is
 */
public record Decided(String name, ServingDecision before, ServingDecision now) {

  /** In one line. */
  public String words() {
    return "%s: from now on %s (before: %s)".formatted(name, now.policy(), before.policy());
  }
}
