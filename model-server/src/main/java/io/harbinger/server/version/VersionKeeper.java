package io.harbinger.server.version;

import io.harbinger.model.VersionedTask;
import io.harbinger.server.ModelLoadException;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerThreads;
import io.harbinger.server.version.NameMeters.Swap;
import io.harbinger.server.version.VersionsOnDisk.Found;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one name's versions as they were decided on. All of it happens on one thread, the
 * <em>mind</em>, but for {@link #ready}, {@link #states} and {@link #served}; loads have threads of
 * their own and report to it.
 */
final class VersionKeeper<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(VersionKeeper.class);

  /** After how long a version is tried again that was refused by no fault of its own. */
  private static final long AGAIN_NANOS = 30_000_000_000L;

  private final String name;
  private final Path directory;
  private final VersionedTask<I, O> task;
  private final VersionLoad<I, O> loader;
  private final NameMeters meters;
  private final Executor mind;
  private final LongSupplier nanoTime;
  private final VersionsOnDisk disk;
  private final ServedName<I, O> served;
  private final Roster<I, O> roster;
  private final Succession<I, O> succession;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private ServingDecision decision = ServingDecision.UNDECIDED;
  private NavigableMap<Integer, Found> found = new TreeMap<>();
  private String problem = "";
  private boolean closed;

  VersionKeeper(
      ModelServer server,
      VersionedTask<I, O> task,
      Path directory,
      NameOptions options,
      Executor mind,
      Executor comparing,
      LongSupplier nanoTime,
      VersionListener listener) {
    this.name = String.valueOf(directory.getFileName());
    this.directory = directory;
    this.task = task;
    this.loader = new VersionLoad<>(server, task, options.serving());
    this.meters = new NameMeters(server.registry(), name, task.disagreement());
    this.mind = mind;
    this.nanoTime = nanoTime;
    this.disk = new VersionsOnDisk(directory);
    this.served = new ServedName<>(name);
    this.roster = new Roster<>(name, meters, listener);
    this.succession =
        new Succession<>(
            name,
            task,
            options,
            roster,
            served,
            meters,
            comparing,
            nanoTime,
            entry -> tell(() -> drained(entry)));
  }

  /** Completes when a version answers for the first time, or exceptionally when none can. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** How the versions stand. */
  Map<Integer, VersionState> states() {
    return roster.states();
  }

  /** What callers use. */
  ServedName<I, O> served() {
    return served;
  }

  /** Looks at the directory and does what is to be done. */
  void look() {
    if (closed) {
      return;
    }
    try {
      found = disk.look();
      decision = ServingFile.read(directory).orElse(ServingDecision.UNDECIDED);
      problem = "";
    } catch (IllegalArgumentException | UncheckedIOException e) {
      unreadable(String.valueOf(e.getMessage()), e);
      if (succession.assignment().isEmpty()) {
        return;
      }
    }
    forgetChanged();
    reconcile();
    succession.expire(decision);
  }

  private void unreadable(String message, RuntimeException e) {
    if (!problem.equals(message)) {
      LOG.error("{} goes on as it is: {}", name, message);
      problem = message;
    }
    if (succession.assignment().isEmpty()) {
      ready.completeExceptionally(new ModelLoadException(message, e));
    }
  }

  /** A version that was refused gets another chance when its contents are others. */
  private void forgetChanged() {
    for (VersionEntry<I, O> entry : roster.all()) {
      Found now = found.get(entry.number());
      if (entry.state() instanceof VersionState.Failed
          && (now == null || entry.changedSince(now.contents()))) {
        roster.change(entry, new VersionState.Unloaded());
      }
    }
  }

  private void reconcile() {
    NavigableSet<Integer> onDisk = new TreeSet<>();
    found.forEach((version, at) -> addIfOurs(onDisk, version, at));
    long now = nanoTime.getAsLong();
    Map<Integer, Plan.Standing> standing = new TreeMap<>();
    onDisk.forEach(version -> standing.put(version, Plan.Standing.UNLOADED));
    roster.all().forEach(entry -> standing.put(entry.number(), entry.standing(now, AGAIN_NANOS)));
    OptionalInt serving =
        succession
            .assignment()
            .map(assignment -> OptionalInt.of(assignment.stable()))
            .orElseGet(OptionalInt::empty);
    Plan plan = Plan.of(decision, standing, onDisk, serving);
    plan.load().forEach(this::load);
    plan.assignment()
        .ifPresent(
            assignment -> {
              succession.assign(assignment, decision);
              ready.complete(null);
            });
    if (!plan.waiting()) {
      succession.dismissStrays(decision);
      if (plan.assignment().isEmpty()) {
        ready.completeExceptionally(new ModelLoadException(nobodyAnswers(), null));
      }
    }
  }

  private void addIfOurs(NavigableSet<Integer> onDisk, int version, Found at) {
    boolean ours = at.task().isEmpty() || at.task().get().equals(task.task().name());
    boolean meant =
        decision.tries(version)
            || decision.policy().stable(new TreeSet<>()).equals(OptionalInt.of(version));
    if ((ours || meant) && (at.settled() || roster.knows(version))) {
      onDisk.add(version);
    }
  }

  private String nobodyAnswers() {
    String failures = roster.failures();
    return failures.isEmpty()
        ? "no model in %s (expected versions 1, 2, ... of the task %s; there are %s, asked for %s)"
            .formatted(directory, task.task().name(), found.keySet(), decision.policy())
        : "no version of %s can serve: %s".formatted(directory, failures);
  }

  private void load(int version) {
    Found at = found.get(version);
    if (at == null) {
      return;
    }
    VersionEntry<I, O> entry = roster.entry(version);
    entry.loading(at.contents());
    roster.change(entry, new VersionState.Loading());
    List<I> taken = succession.stable().map(LiveVersion::samples).orElseGet(List::of);
    try {
      ServerThreads.thread(() -> load(entry, at.path(), taken), "model-vet-" + name + "-" + version)
          .start();
    } catch (Throwable e) {
      refused(entry, LoadFailure.SERVER, e.toString());
    }
  }

  /** On a thread of its own. */
  private void load(VersionEntry<I, O> entry, Path path, List<I> taken) {
    try {
      LiveVersion<I, O> live = loader.load(path, taken, () -> tell(() -> warming(entry)));
      if (!tell(() -> loaded(entry, live))) {
        live.lease().discard();
      }
    } catch (RefusedVersionException e) {
      tell(() -> refused(entry, e.why(), String.valueOf(e.getMessage())));
    } catch (Throwable e) {
      tell(() -> refused(entry, LoadFailure.SERVER, e.toString()));
    }
  }

  /** False where the mind is no more. */
  private boolean tell(Runnable event) {
    try {
      mind.execute(event);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void warming(VersionEntry<I, O> entry) {
    if (!closed) {
      roster.change(entry, new VersionState.Warming());
    }
  }

  private void loaded(VersionEntry<I, O> entry, LiveVersion<I, O> live) {
    if (closed) {
      live.lease().discard();
      return;
    }
    entry.loaded(live);
    roster.change(entry, new VersionState.Ready());
    reconcile();
  }

  private void refused(VersionEntry<I, O> entry, LoadFailure why, String message) {
    if (closed) {
      return;
    }
    LOG.error("{}, version {}, must not serve: {}", name, entry.number(), message);
    entry.refused(nanoTime.getAsLong());
    meters.refused(why);
    if (succession.assignment().isPresent()) {
      meters.swapped(Swap.KEPT);
    }
    roster.change(entry, new VersionState.Failed(why, message));
    reconcile();
  }

  private void drained(VersionEntry<I, O> entry) {
    roster.change(entry, new VersionState.Unloaded());
    if (!closed) {
      reconcile();
    }
  }

  /** Refuses new requests and frees each version when it has ended what it began. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    served.close();
    ready.completeExceptionally(new ModelLoadException(name + " is no longer served", null));
    succession.close();
    meters.close();
  }
}
