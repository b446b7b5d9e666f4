package io.harbinger.server.version;

import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;

/** Which of a model's versions answer. */
public sealed interface ServingPolicy {

  /** The version that answers where all are sound; {@code onDisk} are those of the task. */
  OptionalInt stable(NavigableSet<Integer> onDisk);

  /** Versions that may be the one that answers, the best first. */
  default List<Integer> choices(NavigableSet<Integer> onDisk) {
    return stable(onDisk).stream().boxed().toList();
  }

  /** The version that is tried beside it. */
  default OptionalInt beside() {
    return OptionalInt.empty();
  }

  /** The newest; where that is not sound, the newest that is. */
  record Latest() implements ServingPolicy {

    @Override
    public OptionalInt stable(NavigableSet<Integer> onDisk) {
      return onDisk.isEmpty() ? OptionalInt.empty() : OptionalInt.of(onDisk.last());
    }

    @Override
    public List<Integer> choices(NavigableSet<Integer> onDisk) {
      return List.copyOf(onDisk.descendingSet());
    }

    @Override
    public String toString() {
      return "the newest version";
    }
  }

  /** One version, until it is decided otherwise. */
  record Pinned(int version) implements ServingPolicy {

    /** Refuses an impossible version. */
    public Pinned {
      check("version", version);
    }

    @Override
    public OptionalInt stable(NavigableSet<Integer> onDisk) {
      return OptionalInt.of(version);
    }

    @Override
    public String toString() {
      return "version " + version;
    }
  }

  /**
   * A candidate answers a share of the traffic, always the same keys.
   *
   * @param stable answers the rest
   * @param candidate answers the share
   * @param share above 0, below 1
   */
  record Canary(int stable, int candidate, double share) implements ServingPolicy {

    /** Refuses what cannot be. */
    public Canary {
      check("version", stable);
      checkCandidate(stable, candidate);
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException(
            "a canary's share of %s (expected above 0 and below 1; promote it without a share for all)"
                .formatted(share));
      }
    }

    @Override
    public OptionalInt stable(NavigableSet<Integer> onDisk) {
      return OptionalInt.of(stable);
    }

    @Override
    public OptionalInt beside() {
      return OptionalInt.of(candidate);
    }

    @Override
    public String toString() {
      return "version %d, version %d for a share of %s".formatted(stable, candidate, share);
    }
  }

  /**
   * A candidate gets a copy of the traffic; its answers are compared and thrown away.
   *
   * @param stable answers
   * @param candidate is compared with it
   */
  record Shadow(int stable, int candidate) implements ServingPolicy {

    /** Refuses what cannot be. */
    public Shadow {
      check("version", stable);
      checkCandidate(stable, candidate);
    }

    @Override
    public OptionalInt stable(NavigableSet<Integer> onDisk) {
      return OptionalInt.of(stable);
    }

    @Override
    public OptionalInt beside() {
      return OptionalInt.of(candidate);
    }

    @Override
    public String toString() {
      return "version %d, version %d in its shadow".formatted(stable, candidate);
    }
  }

  private static void check(String what, int version) {
    if (version < 1) {
      throw new IllegalArgumentException("%s %d (expected 1 or more)".formatted(what, version));
    }
  }

  private static void checkCandidate(int stable, int candidate) {
    check("candidate", candidate);
    if (stable == candidate) {
      throw new IllegalArgumentException(
          "version %d as its own candidate (expected another version)".formatted(candidate));
    }
  }
}
