package io.harbinger.server.version;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;

/**
 * What was decided about a model's versions, and how to go back.
 *
 * @param policy which versions answer
 * @param previous versions that answered before, the latest first, each a step to roll back
 * @param atOnce whether a version that loses its place leaves even where a caller keeps states of
 *     it; otherwise it goes on with those until they are begun anew
 * @param decidedAt when
 * @param decidedBy who
 */
public record ServingDecision(
    ServingPolicy policy,
    List<Integer> previous,
    boolean atOnce,
    Instant decidedAt,
    String decidedBy) {

  /** Steps back that are kept. */
  private static final int MOST_STEPS = 10;

  /** What holds where nothing was decided: the newest version. */
  public static final ServingDecision UNDECIDED =
      new ServingDecision(new ServingPolicy.Latest(), List.of(), false, Instant.EPOCH, "");

  /** Copies the list. */
  public ServingDecision {
    previous = List.copyOf(previous);
  }

  /** Whether a version is to be tried beside the one that answers. */
  boolean tries(int version) {
    return policy.beside().equals(OptionalInt.of(version));
  }

  /**
   * Another policy, from which a rollback leads to the version that answers now.
   *
   * @param onDisk the model's versions
   */
  public ServingDecision promoted(
      ServingPolicy next, NavigableSet<Integer> onDisk, boolean nextAtOnce, Instant at, String by) {
    List<Integer> steps = new ArrayList<>(previous);
    OptionalInt now = policy.stable(onDisk);
    OptionalInt then = next.stable(onDisk);
    boolean comesBack = now.isPresent() && (!now.equals(then) || next.beside().isPresent());
    if (comesBack && (steps.isEmpty() || steps.get(0) != now.getAsInt())) {
      steps.add(0, now.getAsInt());
    }
    if (next.beside().isEmpty() && then.isPresent()) {
      while (!steps.isEmpty() && steps.get(0) == then.getAsInt()) {
        steps.remove(0);
      }
    }
    return new ServingDecision(
        next, steps.subList(0, Math.min(steps.size(), MOST_STEPS)), nextAtOnce, at, by);
  }

  /**
   * The version before, alone: that which answered before this decision; with nothing decided, or
   * no step left, the next older one on disk.
   *
   * @param onDisk the model's versions
   * @throws IllegalArgumentException if there is none
   */
  public ServingDecision rolledBack(
      NavigableSet<Integer> onDisk, boolean nextAtOnce, Instant at, String by) {
    List<Integer> steps = new ArrayList<>(previous);
    if (!steps.isEmpty()) {
      int back = steps.remove(0);
      if (!onDisk.contains(back)) {
        throw new IllegalArgumentException(
            "version %d answered before, but is not there any more (there are %s): promote one of them"
                .formatted(back, onDisk));
      }
      return new ServingDecision(new ServingPolicy.Pinned(back), steps, nextAtOnce, at, by);
    }
    OptionalInt now = policy.stable(onDisk);
    Integer older = now.isPresent() ? onDisk.lower(now.getAsInt()) : null;
    if (older == null) {
      throw new IllegalArgumentException(
          "nothing to roll back to: %s answers and there is no older one (there are %s): promote one of them"
              .formatted(policy, onDisk));
    }
    return new ServingDecision(new ServingPolicy.Pinned(older), List.of(), nextAtOnce, at, by);
  }
}
