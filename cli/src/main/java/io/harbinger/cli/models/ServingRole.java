package io.harbinger.cli.models;

import io.harbinger.server.version.ServingDecision;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.OptionalInt;

/** What a version is for, by what was decided. */
enum ServingRole {
  /** It answers. */
  SERVES,
  /** It answers a share. */
  CANARY,
  /** It is compared with the one that answers. */
  SHADOW,
  /** It waits. */
  NONE;

  /**
   * The role of a version.
   *
   * @param sound the model's versions whose files are right, of which the newest answers where
   *     nothing was decided
   * @throws IllegalArgumentException if the decision cannot be read
   */
  static ServingRole of(Path name, int version, NavigableSet<Integer> sound) {
    ServingPolicy policy = ServingFile.read(name).orElse(ServingDecision.UNDECIDED).policy();
    if (policy.stable(sound).equals(OptionalInt.of(version))) {
      return SERVES;
    }
    if (policy.beside().equals(OptionalInt.of(version))) {
      return policy instanceof ServingPolicy.Shadow ? SHADOW : CANARY;
    }
    return NONE;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
