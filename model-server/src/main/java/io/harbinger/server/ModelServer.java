package io.harbinger.server;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves models inside this process: one copy of a version's weights, one bounded queue and its
 * workers, however many callers lease it.
 *
 * <p>Whoever starts a server closes it. Thread-safe.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start(ServerOptions.defaults(), registry);
 *     ModelLease<RulWindow, RulEstimate> rul =
 *         server.acquire(RulModel.SERVED, Path.of("models/rul-fd001"), ServingOptions.defaults())) {
 *   rul.submit(window).thenAccept(estimate -> ...);
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);

  private final ServerOptions options;
  private final MeterRegistry registry;
  private final ServingGauges gauges;
  private final ScheduledExecutorService lingering;
  private final LongSupplier nanoTime;
  private final ModelMemory memory;
  private final Map<String, DeviceTurns> devices = new ConcurrentHashMap<>();
  private final Object lock = new Object();
  private final Map<Key, LeasedCopy<?, ?>> copies = new HashMap<>();
  private final Map<Class<?>, ServerPart> parts = new HashMap<>();
  private boolean closed;

  ModelServer(
      ServerOptions options,
      MeterRegistry registry,
      ScheduledExecutorService lingering,
      LongSupplier nanoTime) {
    this.options = options;
    this.registry = registry;
    this.gauges = new ServingGauges(registry);
    this.lingering = lingering;
    this.nanoTime = nanoTime;
    this.memory = new ModelMemory(options.modelMemory(), options.drainTimeout());
  }

  /** Starts a server without models, whose meters go to a registry. */
  public static ModelServer start(ServerOptions options, MeterRegistry registry) {
    return new ModelServer(
        options,
        registry,
        Executors.newSingleThreadScheduledExecutor(
            task -> ServerThreads.thread(task, "model-server-linger")),
        System::nanoTime);
  }

  /**
   * Leases a model; loads it where it is not loaded, and blocks meanwhile. Leases of one version
   * share its copy, and so must agree in how it is served.
   *
   * @param path {@code NAME/VERSION}, or {@code NAME} for its newest version now
   * @throws IllegalArgumentException if no model is there, or it is served otherwise
   * @throws ModelLoadException if it does not load, or this thread is interrupted
   * @throws InferenceException with the reason {@code CLOSED} if the server is
   */
  public <I, O> ModelLease<I, O> acquire(ModelTask<I, O> task, Path path, ServingOptions serving) {
    Path version = ModelDirectory.locate(path);
    Key key = new Key(version, task.name(), task.input(), task.output());
    LeasedCopy<I, O> copy = lease(key, task, serving);
    Consumer<Boolean> release = linger -> release(key, copy, linger);
    try {
      return new ModelLease<>(copy.loaded().get(), release);
    } catch (InterruptedException e) {
      release.accept(true);
      Thread.currentThread().interrupt();
      throw new ModelLoadException("interrupted while %s was loading".formatted(version), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ModelLoadException(
          "cannot load the model %s: %s".formatted(version, cause.getMessage()), cause);
    }
  }

  private <I, O> LeasedCopy<I, O> lease(Key key, ModelTask<I, O> task, ServingOptions serving) {
    LeasedCopy<?, ?> replaced = null;
    LeasedCopy<I, O> fresh;
    synchronized (lock) {
      if (closed) {
        throw new InferenceException(
            InferenceException.Reason.CLOSED, "the model server is closed", null);
      }
      // Sound: the key holds both types.
      @SuppressWarnings("unchecked")
      LeasedCopy<I, O> there = (LeasedCopy<I, O>) copies.get(key);
      if (there != null && there.options().equals(serving)) {
        there.leased();
        return there;
      }
      if (there != null && !there.idle()) {
        throw new IllegalArgumentException(
            "%s is served with %s (asked for %s): all its users in one process share a queue, give them the same options"
                .formatted(key.version(), there.options(), serving));
      }
      replaced = there;
      fresh = new LeasedCopy<>(serving);
      fresh.leased();
      copies.put(key, fresh);
    }
    if (replaced != null) {
      close(replaced, key);
    }
    try {
      // On a thread of the server: a caller that gives up must not spoil the load for the others.
      ServerThreads.thread(
              () -> load(key, task, fresh), "model-load-" + key.version().getFileName())
          .start();
    } catch (Throwable e) {
      failed(key, fresh, e);
    }
    return fresh;
  }

  private <I, O> void load(Key key, ModelTask<I, O> task, LeasedCopy<I, O> copy) {
    try {
      ServedCopy<I, O> served = loaded(key, task, copy.options());
      copy.loaded().complete(served);
      LOG.info("serving {} in {} with {}", served.info(), served.precision(), copy.options());
    } catch (Throwable e) {
      failed(key, copy, e);
    }
  }

  private <I, O> ServedCopy<I, O> loaded(Key key, ModelTask<I, O> task, ServingOptions serving) {
    ModelMemory.Held held = memory.hold(key.version(), this::freeOneThatLingers);
    try {
      return serve(task.loader().load(key.version(), serving.precision()), serving, held::close);
    } catch (Throwable e) {
      held.close();
      throw e;
    }
  }

  private <I, O> ServedCopy<I, O> serve(
      BatchModel<I, O> model, ServingOptions serving, Runnable freed) {
    try {
      ServingMeters meters = new ServingMeters(registry, model.info());
      DeviceTurns turns =
          devices.computeIfAbsent(
              model.device(), device -> new DeviceTurns(options.executionsAtOnce(), nanoTime));
      return ServedCopy.start(
          model,
          serving,
          meters,
          new ServedCopy.Surroundings(gauges, turns, lingering, nanoTime, freed));
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  private void freeOneThatLingers() {
    Optional<Map.Entry<Key, LeasedCopy<?, ?>>> idle;
    synchronized (lock) {
      idle = copies.entrySet().stream().filter(entry -> entry.getValue().lingers()).findAny();
      idle.ifPresent(entry -> copies.remove(entry.getKey()));
    }
    if (idle.isPresent()) {
      LOG.info("freeing {}, unused, for another model", idle.get().getKey().version());
      close(idle.get().getValue(), idle.get().getKey());
    }
  }

  /** Forgets the copy before anyone hears of it, so that trying again loads anew. */
  private void failed(Key key, LeasedCopy<?, ?> copy, Throwable cause) {
    synchronized (lock) {
      copies.remove(key, copy);
    }
    copy.loaded().completeExceptionally(cause);
  }

  private void release(Key key, LeasedCopy<?, ?> copy, boolean linger) {
    long generation;
    synchronized (lock) {
      if (!copy.released() || closed || copies.get(key) != copy) {
        return;
      }
      generation = copy.generation();
    }
    if (!linger) {
      free(key, copy, generation);
      return;
    }
    synchronized (lock) {
      if (closed) {
        return;
      }
      ScheduledFuture<?> unused =
          lingering.schedule(
              () -> free(key, copy, generation), options.linger().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void free(Key key, LeasedCopy<?, ?> copy, long generation) {
    synchronized (lock) {
      if (!copy.idle() || copy.generation() != generation || !copies.remove(key, copy)) {
        return;
      }
    }
    LOG.info("freeing {}", key.version());
    close(copy, key);
  }

  private void close(LeasedCopy<?, ?> copy, Key key) {
    memory.leaves(
        copy.close()
            .exceptionally(
                failure -> {
                  LOG.error("the model {} could not be closed", key.version(), failure);
                  return null;
                }));
  }

  /**
   * What is built on this server and shares its life, one of each type; started where there is none
   * yet, and closed with the server, before its models.
   *
   * @throws InferenceException with the reason {@code CLOSED} if the server is
   */
  public <T extends ServerPart> T part(Class<T> type, Function<ModelServer, T> start) {
    synchronized (lock) {
      if (closed) {
        throw new InferenceException(
            InferenceException.Reason.CLOSED, "the model server is closed", null);
      }
      return type.cast(parts.computeIfAbsent(type, absent -> start.apply(this)));
    }
  }

  /** Where its meters go. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Whether the server takes no more callers. */
  boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  /**
   * Refuses new and waiting requests, waits for the executions under way, and frees every model.
   * Called from a completion callback it does not wait.
   */
  @Override
  public void close() {
    List<LeasedCopy<?, ?>> all;
    List<ServerPart> ending;
    synchronized (lock) {
      closed = true;
      ending = new ArrayList<>(parts.values());
      parts.clear();
    }
    ending.forEach(ServerPart::close);
    synchronized (lock) {
      all = new ArrayList<>(copies.values());
      copies.clear();
      lingering.shutdownNow();
    }
    Thread here = Thread.currentThread();
    boolean fromCallback = all.stream().anyMatch(copy -> copy.worksOn(here));
    CompletableFuture<Void> drained =
        CompletableFuture.allOf(
            all.stream().map(LeasedCopy::close).toArray(CompletableFuture<?>[]::new));
    if (!fromCallback) {
      await(drained);
    }
  }

  private void await(CompletableFuture<Void> drained) {
    try {
      drained.get(options.drainTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "executions still run after {}: their models are freed when they end",
          options.drainTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.error("a model could not be closed", e.getCause());
    }
  }

  /** One copy: two paths to one version are equal. */
  private record Key(Path version, String task, Class<?> input, Class<?> output) {}
}
