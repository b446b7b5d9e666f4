package io.harbinger.server.version;

import io.harbinger.model.ModelDirectory;
import io.harbinger.model.VersionedTask;
import io.harbinger.server.InferenceException;
import io.harbinger.server.ModelLoadException;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerPart;
import io.harbinger.server.ServerThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names that a {@link ModelServer} serves. Belongs to the server, which closes it. Thread-safe.
 */
public final class ModelNames implements ServerPart {

  private static final Logger LOG = LoggerFactory.getLogger(ModelNames.class);

  private final ModelServer server;
  private final ScheduledExecutorService mind;
  private final ExecutorService comparing;
  private final LongSupplier nanoTime;
  private final List<VersionListener> listeners = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();
  private final Map<Key, Shared<?, ?>> names = new HashMap<>();
  private boolean closed;

  ModelNames(
      ModelServer server,
      ScheduledExecutorService mind,
      ExecutorService comparing,
      LongSupplier nanoTime) {
    this.server = server;
    this.mind = mind;
    this.comparing = comparing;
    this.nanoTime = nanoTime;
  }

  /** The names of a server. */
  public static ModelNames of(ModelServer server) {
    return server.part(ModelNames.class, ModelNames::start);
  }

  private static ModelNames start(ModelServer server) {
    ThreadPoolExecutor comparing =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> ServerThreads.thread(task, "model-shadow"));
    comparing.allowCoreThreadTimeOut(true);
    ScheduledThreadPoolExecutor mind =
        new ScheduledThreadPoolExecutor(1, task -> ServerThreads.thread(task, "model-versions"));
    mind.setRemoveOnCancelPolicy(true);
    return new ModelNames(server, mind, comparing, System::nanoTime);
  }

  /**
   * Leases a name; where nobody did yet, waits until one of its versions answers. Leases of one
   * name share its versions, and so must agree in how it is served.
   *
   * @param name the model's directory, which holds its versions
   * @throws IllegalArgumentException if there is no such directory, or it is served otherwise
   * @throws ModelLoadException if none of its versions can serve, or this thread is interrupted
   * @throws InferenceException with the reason {@code CLOSED} if the server is
   */
  public <I, O> NameLease<I, O> acquire(VersionedTask<I, O> task, Path name, NameOptions options) {
    Path directory = directory(name);
    Shared<I, O> shared = lease(task, directory, options);
    try {
      shared.keeper().ready().get();
    } catch (InterruptedException e) {
      release(shared);
      Thread.currentThread().interrupt();
      throw new ModelLoadException("interrupted while %s was loading".formatted(directory), e);
    } catch (ExecutionException e) {
      release(shared);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ModelLoadException(String.valueOf(cause.getMessage()), cause);
    }
    return new NameLease<>(shared.keeper(), task, () -> release(shared));
  }

  private static Path directory(Path name) {
    if (Files.isRegularFile(name.resolve(ModelDirectory.MANIFEST))) {
      throw new IllegalArgumentException(
          "%s is one version (expected the directory above it, whose versions take each other's place)"
              .formatted(name));
    }
    try {
      return name.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "no model in %s (expected a directory with versions 1, 2, ...)".formatted(name), e);
    }
  }

  private <I, O> Shared<I, O> lease(VersionedTask<I, O> task, Path directory, NameOptions options) {
    Key key = new Key(directory, task.task().name(), task.task().input(), task.task().output());
    synchronized (lock) {
      if (closed) {
        throw new InferenceException(
            InferenceException.Reason.CLOSED, "the model server is closed", null);
      }
      // Sound: the key holds both types.
      @SuppressWarnings("unchecked")
      Shared<I, O> there = (Shared<I, O>) names.get(key);
      if (there != null && there.options().equals(options)) {
        there.leased();
        return there;
      }
      if (there != null && !there.idle()) {
        throw new IllegalArgumentException(
            "%s is served with %s (asked for %s): all its users in one process share its versions, give them the same options"
                .formatted(directory, there.options(), options));
      }
      if (there != null) {
        end(there);
      }
      VersionKeeper<I, O> keeper =
          new VersionKeeper<>(
              server, task, directory, options, this::think, comparing, nanoTime, this::changed);
      think(keeper::look);
      ScheduledFuture<?> looks =
          mind.scheduleWithFixedDelay(
              guarded(keeper::look),
              options.look().toNanos(),
              options.look().toNanos(),
              TimeUnit.NANOSECONDS);
      Shared<I, O> fresh = new Shared<>(key, keeper, options, looks);
      fresh.leased();
      names.put(key, fresh);
      return fresh;
    }
  }

  private void release(Shared<?, ?> shared) {
    synchronized (lock) {
      if (!shared.released() || closed || names.get(shared.key()) != shared) {
        return;
      }
      if (shared.keeper().ready().isCompletedExceptionally()) {
        // Forgotten at once, so that trying again begins anew.
        end(shared);
        return;
      }
      long generation = shared.generation();
      ScheduledFuture<?> unused =
          mind.schedule(
              guarded(() -> endIfIdle(shared, generation)),
              shared.options().linger().toNanos(),
              TimeUnit.NANOSECONDS);
    }
  }

  private void endIfIdle(Shared<?, ?> shared, long generation) {
    synchronized (lock) {
      if (shared.idle() && shared.generation() == generation && names.get(shared.key()) == shared) {
        end(shared);
      }
    }
  }

  private void end(Shared<?, ?> shared) {
    names.remove(shared.key(), shared);
    shared.looks().cancel(false);
    think(shared.keeper()::close);
  }

  /** Looks at all names now; completes when what was found has been begun. */
  public CompletableFuture<Void> look() {
    List<Shared<?, ?>> all;
    synchronized (lock) {
      all = new ArrayList<>(names.values());
    }
    CompletableFuture<Void> looked = new CompletableFuture<>();
    try {
      think(
          () -> {
            all.forEach(shared -> guarded(shared.keeper()::look).run());
            looked.complete(null);
          });
    } catch (RejectedExecutionException e) {
      looked.completeExceptionally(e);
    }
    return looked;
  }

  /** Tells of all changes from now on. */
  public void addListener(VersionListener listener) {
    listeners.add(listener);
  }

  /** Tells it no more. */
  public void removeListener(VersionListener listener) {
    listeners.remove(listener);
  }

  private void changed(String model, int version, VersionState state) {
    for (VersionListener listener : listeners) {
      try {
        listener.changed(model, version, state);
      } catch (RuntimeException e) {
        LOG.error("a listener failed on {}, version {}: {}", model, version, state, e);
      }
    }
  }

  private void think(Runnable thought) {
    mind.execute(guarded(thought));
  }

  /** What is thrown must not end the watch. */
  private static Runnable guarded(Runnable thought) {
    return () -> {
      try {
        thought.run();
      } catch (Throwable e) {
        LOG.error("the watch over the models' versions failed, and goes on", e);
      }
    };
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      names.values().forEach(this::endNow);
      names.clear();
      mind.shutdown();
      comparing.shutdown();
    }
  }

  private void endNow(Shared<?, ?> shared) {
    shared.looks().cancel(false);
    // Callers are refused from here on; the rest is the mind's, as always.
    shared.keeper().served().close();
    think(shared.keeper()::close);
  }

  private record Key(Path directory, String task, Class<?> input, Class<?> output) {}

  /** A name and how many lease it; guarded by the lock. */
  private static final class Shared<I, O> {

    private final Key key;
    private final VersionKeeper<I, O> keeper;
    private final NameOptions options;
    private final ScheduledFuture<?> looks;
    private int leases;
    private long generation;

    Shared(Key key, VersionKeeper<I, O> keeper, NameOptions options, ScheduledFuture<?> looks) {
      this.key = key;
      this.keeper = keeper;
      this.options = options;
      this.looks = looks;
    }

    Key key() {
      return key;
    }

    VersionKeeper<I, O> keeper() {
      return keeper;
    }

    NameOptions options() {
      return options;
    }

    ScheduledFuture<?> looks() {
      return looks;
    }

    long generation() {
      return generation;
    }

    boolean idle() {
      return leases == 0;
    }

    void leased() {
      leases++;
      generation++;
    }

    /** Whether that was the last lease. */
    boolean released() {
      leases--;
      return leases == 0;
    }
  }
}
