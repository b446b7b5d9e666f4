package io.harbinger.server.version;

import io.harbinger.model.StateAffinity;
import io.harbinger.server.Keyed;
import io.harbinger.server.StateMarks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Who answers what, as callers see it. Immutable but for counters.
 *
 * @param <I> one input
 * @param <O> one output
 */
final class Route<I, O> {

  private final LiveVersion<I, O> stable;
  private final Optional<LiveVersion<I, O>> canary;
  private final Split split;
  private final Optional<Shadowing<I, O>> shadowing;
  private final Optional<StateAffinity<I, O>> affinity;
  private final LongSupplier nanoTime;
  private final Map<Long, LiveVersion<I, O>> byMark = new HashMap<>();

  /**
   * A route.
   *
   * @param kept versions that go on with their own states and begin none
   */
  Route(
      LiveVersion<I, O> stable,
      Optional<LiveVersion<I, O>> canary,
      Split split,
      Optional<Shadowing<I, O>> shadowing,
      List<LiveVersion<I, O>> kept,
      Optional<StateAffinity<I, O>> affinity,
      LongSupplier nanoTime) {
    this.stable = stable;
    this.canary = canary;
    this.split = split;
    this.shadowing = shadowing;
    this.affinity = affinity;
    this.nanoTime = nanoTime;
    kept.forEach(this::mark);
    canary.ifPresent(this::mark);
    // Last: of two versions with the same weights it is the one to go on.
    mark(stable);
  }

  private void mark(LiveVersion<I, O> version) {
    version.mark().ifPresent(mark -> byMark.put(mark, version));
  }

  LiveVersion<I, O> stable() {
    return stable;
  }

  Optional<Shadowing<I, O>> shadowing() {
    return shadowing;
  }

  /** Who takes an input: the version whose state it carries, or else whose turn it is. */
  LiveVersion<I, O> choose(Keyed<I> input) {
    OptionalLong mark =
        affinity.isPresent() ? affinity.get().ofInput().apply(input.input()) : OptionalLong.empty();
    LiveVersion<I, O> owner = mark.isPresent() ? byMark.get(mark.getAsLong()) : null;
    if (owner == null) {
      return preferred(input.key());
    }
    if (owner != stable) {
      owner.asked(nanoTime.getAsLong());
    }
    return owner;
  }

  private LiveVersion<I, O> preferred(Optional<String> key) {
    return canary.isPresent() && split.isCandidates(key) ? canary.get() : stable;
  }

  StateMarks marks(String key) {
    return new StateMarks(preferred(Optional.of(key)).mark(), byMark.keySet());
  }
}
