package io.harbinger.server.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be done about a name's versions now.
 *
 * @param load versions to begin loading
 * @param assignment who is to answer; empty as long as nobody can
 * @param waiting whether a version that may come to answer is still being loaded
 */
record Plan(SortedSet<Integer> load, Optional<Assignment> assignment, boolean waiting) {

  /** How a version stands, as far as the plan must know. */
  enum Standing {
    /** May be loaded. */
    UNLOADED,
    /** Is being loaded, or ends. */
    BUSY,
    /** Can answer. */
    READY,
    /** Must not serve as it lies there. */
    FAILED
  }

  /**
   * Plans.
   *
   * @param decision what was decided
   * @param standing of each version on disk, and of loaded ones that are gone from there
   * @param onDisk the versions that are there
   * @param serving the version that answers now, which is ready
   */
  static Plan of(
      ServingDecision decision,
      Map<Integer, Standing> standing,
      NavigableSet<Integer> onDisk,
      OptionalInt serving) {
    SortedSet<Integer> load = new TreeSet<>();
    boolean waiting = false;
    OptionalInt stable = OptionalInt.empty();
    for (int choice : choices(decision, onDisk, serving)) {
      Standing of = standing.getOrDefault(choice, Standing.FAILED);
      if (of == Standing.READY) {
        stable = OptionalInt.of(choice);
        break;
      }
      if (of != Standing.FAILED) {
        if (of == Standing.UNLOADED) {
          load.add(choice);
        }
        waiting = true;
        stable = serving;
        break;
      }
    }
    OptionalInt candidate = decision.policy().beside();
    OptionalInt beside = OptionalInt.empty();
    if (candidate.isPresent()) {
      Standing of = standing.getOrDefault(candidate.getAsInt(), Standing.FAILED);
      if (of == Standing.UNLOADED) {
        load.add(candidate.getAsInt());
      }
      // Beside another version than was decided on, the comparison would be another one.
      if (of == Standing.READY && stable.equals(decision.policy().stable(onDisk))) {
        beside = candidate;
      }
    }
    return new Plan(load, Assignment.of(decision.policy(), stable, beside), waiting);
  }

  private static List<Integer> choices(
      ServingDecision decision, NavigableSet<Integer> onDisk, OptionalInt serving) {
    List<Integer> choices = new ArrayList<>(decision.policy().choices(onDisk));
    serving.ifPresent(choices::add);
    choices.addAll(decision.previous());
    return choices;
  }
}
