package io.harbinger.server;

import java.util.OptionalLong;
import java.util.Set;

/**
 * The versions as a caller must know them that keeps their states: by the marks that the states
 * carry.
 *
 * @param preferred of the version that begins a new state; empty where only an answer can tell
 * @param served of all versions that can go on from a state of theirs
 */
public record StateMarks(OptionalLong preferred, Set<Long> served) {

  /** Of a model that does not tell. */
  public static final StateMarks UNKNOWN = new StateMarks(OptionalLong.empty(), Set.of());

  /** Copies the set. */
  public StateMarks {
    served = Set.copyOf(served);
  }

  /** Of a single version. */
  public static StateMarks only(long mark) {
    return new StateMarks(OptionalLong.of(mark), Set.of(mark));
  }
}
