package io.harbinger.jobs.rul;

import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.InferenceException;
import io.harbinger.server.InferenceException.Reason;
import io.harbinger.server.ServedModel;
import io.harbinger.server.SubmitOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A served model that does what the window's first setting says. Its answer is the window's
 * sensors: RUL, probability within 15, probability within 30.
 */
final class FakeRulModel implements ServedModel<RulWindow, RulEstimate> {

  /** What to do with a window. */
  enum Mood {
    WELL,
    FULL_TWICE,
    ALWAYS_FULL,
    FAILS,
    FAILS_ONCE,
    INVALID,
    SILENT,
    CLOSED_ONCE,
    NOT_A_NUMBER,
    THROWS
  }

  static final double HALF_WIDTH = 5;

  /** The job graph is serialized, so its source can only name the model in this JVM. */
  private static final Map<String, FakeRulModel> MODELS = new ConcurrentHashMap<>();

  final AtomicInteger leases = new AtomicInteger();
  final AtomicInteger released = new AtomicInteger();
  final AtomicInteger submits = new AtomicInteger();

  /** After how long to try again, as it says where it is full; empty where it does not say. */
  volatile Optional<Duration> retryAfter = Optional.empty();

  /** While true, nothing is answered. */
  volatile boolean asleep;

  /** The version that answers. */
  volatile String version = "7";

  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final String name = UUID.randomUUID().toString();
  private final Executor worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "fake-model");
            thread.setDaemon(true);
            return thread;
          });

  FakeRulModel() {
    MODELS.put(name, this);
  }

  RulModelSource source() {
    String here = name;
    return () -> MODELS.get(here).lease(MODELS.get(here));
  }

  /** The same model, that tells intervals too: {@link #HALF_WIDTH} to either side. */
  RulModelSource withIntervals() {
    String here = name;
    return () -> MODELS.get(here).lease(MODELS.get(here).new WithIntervals());
  }

  private ModelSource.Lease<RulWindow, RulEstimate> lease(
      ServedModel<RulWindow, RulEstimate> model) {
    leases.incrementAndGet();
    return new ModelSource.Lease<>() {
      @Override
      public ServedModel<RulWindow, RulEstimate> model() {
        return model;
      }

      @Override
      public void close() {
        released.incrementAndGet();
      }
    };
  }

  @Override
  public ModelInfo info() {
    return new ModelInfo("fake", version, "rul");
  }

  @Override
  public CompletionStage<RulEstimate> submit(RulWindow window, SubmitOptions options) {
    submits.incrementAndGet();
    if (asleep) {
      return new CompletableFuture<>();
    }
    int last = window.length() - 1;
    Mood mood = Mood.values()[(int) window.value(last, 0)];
    float cycle = window.value(last, window.settings());
    int sensors = window.settings() + 1;
    RulEstimate estimate =
        new RulEstimate(
            window.value(last, sensors),
            null,
            null,
            window.value(last, sensors + 1),
            window.value(last, sensors + 2));
    int attempt =
        attempts.computeIfAbsent(mood + "/" + cycle, key -> new AtomicInteger()).incrementAndGet();
    return switch (mood) {
      case WELL -> CompletableFuture.supplyAsync(() -> estimate, worker);
      case FULL_TWICE -> attempt <= 2 ? full() : CompletableFuture.completedStage(estimate);
      case ALWAYS_FULL -> full();
      case FAILS -> failed(Reason.FAILED);
      case FAILS_ONCE ->
          attempt == 1 ? failed(Reason.FAILED) : CompletableFuture.completedStage(estimate);
      case INVALID -> failed(Reason.INVALID_INPUT);
      case SILENT -> new CompletableFuture<>();
      case CLOSED_ONCE ->
          attempt == 1 ? failed(Reason.CLOSED) : CompletableFuture.completedStage(estimate);
      case NOT_A_NUMBER ->
          CompletableFuture.completedStage(new RulEstimate(Double.NaN, null, null, 0, 0));
      case THROWS -> throw new IllegalStateException("the model broke");
    };
  }

  private final class WithIntervals implements ServedModel<RulWindow, RulEstimate> {
    @Override
    public ModelInfo info() {
      return FakeRulModel.this.info();
    }

    @Override
    public CompletionStage<RulEstimate> submit(RulWindow window, SubmitOptions options) {
      return FakeRulModel.this
          .submit(window, options)
          .thenApply(
              e ->
                  new RulEstimate(
                      e.rul(),
                      e.rul() - HALF_WIDTH,
                      e.rul() + HALF_WIDTH,
                      e.within15(),
                      e.within30()));
    }
  }

  private CompletionStage<RulEstimate> full() {
    return retryAfter
        .<CompletionStage<RulEstimate>>map(
            after -> CompletableFuture.failedStage(InferenceException.queueFull("full", after)))
        .orElseGet(() -> failed(Reason.QUEUE_FULL));
  }

  private static CompletionStage<RulEstimate> failed(Reason reason) {
    return CompletableFuture.failedStage(new InferenceException(reason, "said the fake", null));
  }
}
