package io.harbinger.platform.versions;

import io.harbinger.server.version.ServingDecision;
import java.util.Optional;

/**
 * A decision that was taken.
 *
 * @param name of the model
 * @param before what had been decided; empty where that could not be read
 * @param now what is
 */
public record Decided(String name, Optional<ServingDecision> before, ServingDecision now) {

  /** In one line. */
  public String words() {
    return "%s: from now on %s (before: %s)"
        .formatted(
            name,
            now.policy(),
            before
                .map(decision -> decision.policy().toString())
                .orElse("a decision that could not be read"));
  }
}
