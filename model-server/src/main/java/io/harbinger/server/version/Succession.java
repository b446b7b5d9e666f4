package io.harbinger.server.version;

import io.harbinger.model.VersionedTask;
import io.harbinger.server.version.NameMeters.Swap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who answers, and how one version makes way for another: first callers follow the new route, then
 * the version that lost its place is let go. Of the mind alone.
 */
final class Succession<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

  private final String name;
  private final VersionedTask<I, O> task;
  private final NameOptions options;
  private final Roster<I, O> roster;
  private final ServedName<I, O> served;
  private final NameMeters meters;
  private final Executor comparing;
  private final LongSupplier nanoTime;
  private final Consumer<VersionEntry<I, O>> drained;
  private Optional<Assignment> assignment = Optional.empty();
  private Optional<Shadowing<I, O>> shadowing = Optional.empty();

  /**
   * Nobody answers yet.
   *
   * @param drained is told, on whatever thread, of each version that ended what it began
   */
  Succession(
      String name,
      VersionedTask<I, O> task,
      NameOptions options,
      Roster<I, O> roster,
      ServedName<I, O> served,
      NameMeters meters,
      Executor comparing,
      LongSupplier nanoTime,
      Consumer<VersionEntry<I, O>> drained) {
    this.name = name;
    this.task = task;
    this.options = options;
    this.roster = roster;
    this.served = served;
    this.meters = meters;
    this.comparing = comparing;
    this.nanoTime = nanoTime;
    this.drained = drained;
  }

  Optional<Assignment> assignment() {
    return assignment;
  }

  /** The version that answers now; empty where none does. */
  Optional<LiveVersion<I, O>> stable() {
    return assignment.flatMap(a -> roster.live(a.stable()));
  }

  /** Puts versions, all of them ready, in their places. */
  void assign(Assignment to, ServingDecision decision) {
    if (assignment.equals(Optional.of(to))) {
      return;
    }
    List<VersionEntry<I, O>> leaving = new ArrayList<>();
    for (VersionEntry<I, O> entry : roster.all()) {
      if (!entry.ready()) {
        continue;
      }
      if (to.includes(entry.number())) {
        if (entry.kept()) {
          entry.keep(false);
          roster.change(entry, new VersionState.Ready());
        }
      } else if (keeps(entry, decision)) {
        if (!entry.kept()) {
          entry.keep(true);
          entry.live().ifPresent(live -> live.asked(nanoTime.getAsLong()));
          roster.change(entry, new VersionState.Draining());
        }
      } else if (!decision.tries(entry.number())) {
        leaving.add(entry);
      }
    }
    assignment.ifPresent(
        before -> meters.swapped(before.stable() == to.stable() ? Swap.CANDIDATE : Swap.SWAPPED));
    assignment = Optional.of(to);
    follow(to);
    meters.assigned(to);
    leaving.forEach(this::retire);
    LOG.info("{}: version {} answers ({})", name, to.stable(), decision.policy());
  }

  /** Whether a version that loses its place goes on with its own states. */
  private boolean keeps(VersionEntry<I, O> entry, ServingDecision decision) {
    return task.affinity().isPresent()
        && !decision.atOnce()
        && (entry.kept() || assignment.filter(a -> a.answers(entry.number())).isPresent());
  }

  private void follow(Assignment to) {
    LiveVersion<I, O> stable = roster.live(to.stable()).orElseThrow();
    shadowing = live(to.shadow()).map(shadow -> beside(stable, shadow));
    served.follow(
        new Route<>(
            stable,
            live(to.canary()),
            new Split(to.share(), name + '/' + to.canary()),
            shadowing,
            roster.kept(),
            task.affinity(),
            nanoTime));
  }

  /** The one before where it is of the same two versions: it has states of its own. */
  private Shadowing<I, O> beside(LiveVersion<I, O> stable, LiveVersion<I, O> shadow) {
    return shadowing
        .filter(before -> before.compares(stable, shadow))
        .orElseGet(
            () -> new Shadowing<>(stable, shadow, task, options, meters, comparing, nanoTime));
  }

  private Optional<LiveVersion<I, O>> live(OptionalInt version) {
    return version.isPresent() ? roster.live(version.getAsInt()) : Optional.empty();
  }

  /** Lets versions go that nobody asked about their states for long, or that are to go at once. */
  void expire(ServingDecision decision) {
    long now = nanoTime.getAsLong();
    List<VersionEntry<I, O>> idle =
        roster.all().stream()
            .filter(VersionEntry::kept)
            .filter(
                entry ->
                    decision.atOnce()
                        || entry
                            .live()
                            .filter(live -> now - live.asked() >= options.keep().toNanos())
                            .isPresent())
            .toList();
    if (!idle.isEmpty()) {
      idle.forEach(entry -> entry.keep(false));
      assignment.ifPresent(this::follow);
      idle.forEach(this::retire);
    }
  }

  /** Lets go of what was loaded but is wanted no more. */
  void dismissStrays(ServingDecision decision) {
    for (VersionEntry<I, O> entry : roster.all()) {
      // A candidate stays while the version that it is to stand beside is not there.
      if (entry.ready()
          && !entry.kept()
          && !decision.tries(entry.number())
          && assignment.filter(a -> a.includes(entry.number())).isEmpty()) {
        retire(entry);
      }
    }
  }

  /** Lets it end what it began, then frees it. Only once no route leads to it. */
  private void retire(VersionEntry<I, O> entry) {
    entry.leave();
    roster.change(entry, new VersionState.Draining());
    LiveVersion<I, O> live = entry.live().orElseThrow();
    CompletableFuture<Void> unused =
        live.retire()
            .thenRun(
                () -> {
                  live.lease().discard();
                  drained.accept(entry);
                });
  }

  /** Lets go of all; only once callers are refused. */
  void close() {
    roster.all().stream().filter(VersionEntry::ready).forEach(this::retire);
  }
}
