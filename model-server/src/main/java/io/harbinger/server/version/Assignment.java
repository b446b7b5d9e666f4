package io.harbinger.server.version;

import io.harbinger.server.version.ServingPolicy.Canary;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who answers.
 *
 * @param stable the version that answers
 * @param canary another one that answers a share
 * @param share of the canary; 0 without one
 * @param shadow another one that answers nobody
 */
record Assignment(int stable, OptionalInt canary, double share, OptionalInt shadow) {

  static Optional<Assignment> of(ServingPolicy policy, OptionalInt stable, OptionalInt candidate) {
    if (stable.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        policy instanceof Canary canary && candidate.isPresent()
            ? new Assignment(stable.getAsInt(), candidate, canary.share(), OptionalInt.empty())
            : new Assignment(stable.getAsInt(), OptionalInt.empty(), 0, candidate));
  }

  boolean answers(int version) {
    return version == stable || canary.equals(OptionalInt.of(version));
  }

  boolean includes(int version) {
    return answers(version) || shadow.equals(OptionalInt.of(version));
  }
}
