package io.harbinger.server.version;

import io.harbinger.model.VersionedTask;
import io.harbinger.server.ModelLoadException;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerThreads;
import io.harbinger.server.version.NameMeters.Swap;
import io.harbinger.server.version.VersionsOnDisk.Found;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
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
  private final NameOptions options;
  private final VersionLoad<I, O> loader;
  private final NameMeters meters;
  private final Executor mind;
  private final Executor comparing;
  private final LongSupplier nanoTime;
  private final VersionListener listener;
  private final VersionsOnDisk disk;
  private final ServedName<I, O> served;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final NavigableMap<Integer, VersionEntry<I, O>> entries = new TreeMap<>();
  private volatile Map<Integer, VersionState> states = Map.of();
  private ServingDecision decision = ServingDecision.UNDECIDED;
  private NavigableMap<Integer, Found> found = new TreeMap<>();
  private Optional<Assignment> assignment = Optional.empty();
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
    this.options = options;
    this.loader = new VersionLoad<>(server, task, options.serving());
    this.meters = new NameMeters(server.registry(), name, task.disagreement());
    this.mind = mind;
    this.comparing = comparing;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.disk = new VersionsOnDisk(directory);
    this.served = new ServedName<>(name);
  }

  /** Completes when a version answers for the first time, or exceptionally when none can. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** How the versions stand. */
  Map<Integer, VersionState> states() {
    return states;
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
      if (assignment.isEmpty()) {
        return;
      }
    }
    forgetChanged();
    reconcile();
    expireKept();
  }

  private void unreadable(String message, RuntimeException e) {
    if (!problem.equals(message)) {
      LOG.error("{} goes on as it is: {}", name, message);
      problem = message;
    }
    if (assignment.isEmpty()) {
      ready.completeExceptionally(new ModelLoadException(message, e));
    }
  }

  /** A version that was refused gets another chance when its contents are others. */
  private void forgetChanged() {
    for (VersionEntry<I, O> entry : List.copyOf(entries.values())) {
      Found now = found.get(entry.number());
      if (entry.state() instanceof VersionState.Failed
          && (now == null || entry.changedSince(now.contents()))) {
        change(entry, new VersionState.Unloaded());
      }
    }
  }

  private void reconcile() {
    NavigableSet<Integer> onDisk = new TreeSet<>();
    found.forEach((version, at) -> addIfOurs(onDisk, version, at));
    long now = nanoTime.getAsLong();
    Map<Integer, Plan.Standing> standing = new TreeMap<>();
    onDisk.forEach(version -> standing.put(version, Plan.Standing.UNLOADED));
    entries.forEach((version, entry) -> standing.put(version, entry.standing(now, AGAIN_NANOS)));
    OptionalInt serving =
        assignment.map(a -> OptionalInt.of(a.stable())).orElseGet(OptionalInt::empty);
    Plan plan = Plan.of(decision, standing, onDisk, serving);
    plan.load().forEach(this::load);
    if (plan.assignment().isPresent()) {
      assign(plan.assignment().get());
    } else if (!plan.waiting()) {
      ready.completeExceptionally(new ModelLoadException(nobodyAnswers(), null));
    }
    if (!plan.waiting()) {
      List.copyOf(entries.values()).stream().filter(this::isStray).forEach(this::retire);
    }
  }

  /** Loaded, but wanted no more when it was. */
  private boolean isStray(VersionEntry<I, O> entry) {
    return entry.ready()
        && !entry.kept()
        && !isCandidate(entry)
        && assignment.filter(a -> a.includes(entry.number())).isEmpty();
  }

  /** A candidate stays loaded while the version that it is to stand beside is not there. */
  private boolean isCandidate(VersionEntry<I, O> entry) {
    return decision.policy().beside().equals(OptionalInt.of(entry.number()));
  }

  private void addIfOurs(NavigableSet<Integer> onDisk, int version, Found at) {
    boolean ours = at.task().isEmpty() || at.task().get().equals(task.task().name());
    boolean meant =
        decision.policy().stable(new TreeSet<>()).equals(OptionalInt.of(version))
            || decision.policy().beside().equals(OptionalInt.of(version));
    if ((ours || meant) && (at.settled() || entries.containsKey(version))) {
      onDisk.add(version);
    }
  }

  private String nobodyAnswers() {
    String failures =
        entries.values().stream()
            .filter(entry -> entry.state() instanceof VersionState.Failed)
            .map(
                entry ->
                    "version %d: %s"
                        .formatted(entry.number(), ((VersionState.Failed) entry.state()).message()))
            .collect(Collectors.joining("; "));
    return failures.isEmpty()
        ? "no model in %s (expected versions 1, 2, ... of the task %s, of which %s is there; asked for %s)"
            .formatted(directory, task.task().name(), found.keySet(), decision.policy())
        : "no version of %s can serve: %s".formatted(directory, failures);
  }

  private void load(int version) {
    Found at = found.get(version);
    if (at == null) {
      return;
    }
    VersionEntry<I, O> entry = entries.computeIfAbsent(version, VersionEntry::new);
    entry.loading(at.contents());
    change(entry, new VersionState.Loading());
    List<I> taken = stable().map(LiveVersion::samples).orElseGet(List::of);
    Runnable warming = () -> tell(() -> change(entry, new VersionState.Warming()));
    Runnable load =
        () -> {
          try {
            LiveVersion<I, O> live = loader.load(at.path(), taken, warming);
            if (!tell(() -> loaded(entry, live))) {
              live.lease().discard();
            }
          } catch (RefusedVersionException e) {
            tell(() -> refused(entry, e.why(), String.valueOf(e.getMessage())));
          } catch (Throwable e) {
            tell(() -> refused(entry, LoadFailure.SERVER, e.toString()));
          }
        };
    try {
      ServerThreads.thread(load, "model-vet-" + name + "-" + version).start();
    } catch (Throwable e) {
      refused(entry, LoadFailure.SERVER, e.toString());
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

  private void loaded(VersionEntry<I, O> entry, LiveVersion<I, O> live) {
    if (closed) {
      live.lease().discard();
      return;
    }
    entry.loaded(live);
    change(entry, new VersionState.Ready());
    reconcile();
  }

  private void refused(VersionEntry<I, O> entry, LoadFailure why, String message) {
    if (closed) {
      return;
    }
    LOG.error("{}, version {}, must not serve: {}", name, entry.number(), message);
    entry.refused(nanoTime.getAsLong());
    meters.refused(why);
    change(entry, new VersionState.Failed(why, message));
    if (assignment.isPresent()) {
      meters.swapped(Swap.KEPT);
    }
    reconcile();
  }

  private Optional<LiveVersion<I, O>> stable() {
    return assignment.flatMap(a -> live(a.stable()));
  }

  private Optional<LiveVersion<I, O>> live(int version) {
    return Optional.ofNullable(entries.get(version)).flatMap(VersionEntry::live);
  }

  private void assign(Assignment to) {
    if (assignment.equals(Optional.of(to))) {
      return;
    }
    List<VersionEntry<I, O>> leaving = new ArrayList<>();
    for (VersionEntry<I, O> entry : entries.values()) {
      if (!entry.ready()) {
        continue;
      }
      if (to.includes(entry.number())) {
        if (entry.kept()) {
          entry.keep(false);
          change(entry, new VersionState.Ready());
        }
      } else if (keeps(entry)) {
        if (!entry.kept()) {
          entry.keep(true);
          entry.live().ifPresent(live -> live.asked(nanoTime.getAsLong()));
          change(entry, new VersionState.Draining());
        }
      } else if (!isCandidate(entry)) {
        leaving.add(entry);
      }
    }
    count(to);
    assignment = Optional.of(to);
    meters.assigned(to);
    follow();
    leaving.forEach(this::retire);
    LOG.info("{}: version {} answers ({})", name, to.stable(), decision.policy());
    ready.complete(null);
  }

  /** Whether a version that loses its place goes on with its own states. */
  private boolean keeps(VersionEntry<I, O> entry) {
    return task.affinity().isPresent()
        && !decision.atOnce()
        && (entry.kept() || assignment.filter(a -> a.answers(entry.number())).isPresent());
  }

  private void count(Assignment to) {
    assignment.ifPresent(
        before -> meters.swapped(before.stable() == to.stable() ? Swap.CANDIDATE : Swap.SWAPPED));
  }

  private void follow() {
    Assignment to = assignment.orElseThrow();
    Optional<LiveVersion<I, O>> canary =
        to.canary().isPresent() ? live(to.canary().getAsInt()) : Optional.empty();
    Optional<LiveVersion<I, O>> shadow =
        to.shadow().isPresent() ? live(to.shadow().getAsInt()) : Optional.empty();
    List<LiveVersion<I, O>> kept =
        entries.values().stream()
            .filter(VersionEntry::kept)
            .flatMap(entry -> entry.live().stream())
            .toList();
    served.follow(
        new Route<>(
            live(to.stable()).orElseThrow(),
            canary,
            new Split(to.share(), name + '/' + to.canary()),
            shadow.map(
                version -> new Shadowing<>(version, task, meters, options.shadows(), comparing)),
            kept,
            task.affinity(),
            nanoTime));
  }

  /** A version that nobody asked about its states for long has none any more. */
  private void expireKept() {
    long now = nanoTime.getAsLong();
    List<VersionEntry<I, O>> idle =
        entries.values().stream()
            .filter(VersionEntry::kept)
            .filter(
                entry ->
                    entry
                        .live()
                        .filter(
                            live ->
                                decision.atOnce()
                                    || now - live.asked() >= options.keep().toNanos())
                        .isPresent())
            .toList();
    if (!idle.isEmpty()) {
      idle.forEach(entry -> entry.keep(false));
      follow();
      idle.forEach(this::retire);
    }
  }

  /** Lets it end what it began, then frees it. Only once no route leads to it. */
  private void retire(VersionEntry<I, O> entry) {
    entry.leave();
    change(entry, new VersionState.Draining());
    LiveVersion<I, O> live = entry.live().orElseThrow();
    CompletableFuture<Void> unused =
        live.retire()
            .thenRun(
                () -> {
                  live.lease().discard();
                  tell(() -> drained(entry));
                });
  }

  private void drained(VersionEntry<I, O> entry) {
    change(entry, new VersionState.Unloaded());
    if (!closed) {
      reconcile();
    }
  }

  private void change(VersionEntry<I, O> entry, VersionState state) {
    if (closed && !(state instanceof VersionState.Draining || gone(state))) {
      return;
    }
    entry.state(state);
    if (gone(state)) {
      entries.remove(entry.number(), entry);
    }
    Map<Integer, VersionState> now = new TreeMap<>();
    entries.forEach((version, of) -> now.put(version, of.state()));
    states = Map.copyOf(now);
    meters.state(entry.number(), state);
    LOG.info("{}, version {}: {}", name, entry.number(), state);
    listener.changed(name, entry.number(), state);
  }

  private static boolean gone(VersionState state) {
    return state instanceof VersionState.Unloaded;
  }

  /** Refuses new requests and frees each version when it has ended what it began. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    served.close();
    ready.completeExceptionally(new ModelLoadException(name + " is no longer served", null));
    List.copyOf(entries.values()).stream().filter(VersionEntry::ready).forEach(this::retire);
    meters.close();
  }
}
