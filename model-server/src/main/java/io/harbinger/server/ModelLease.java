package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The use of a model by one caller, until that caller closes it. Thread-safe. Requests that were
 * submitted before the lease is closed are answered all the same; closing it again does nothing.
 *
 * @param <I> one input
 * @param <O> one output
 */
public final class ModelLease<I, O> implements ServedModel<I, O>, AutoCloseable {

  private final ServedModel<I, O> model;
  private final Consumer<Boolean> release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A lease.
   *
   * @param release is told whether the model may linger
   */
  ModelLease(ServedModel<I, O> model, Consumer<Boolean> release) {
    this.model = model;
    this.release = release;
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public CompletionStage<O> submit(I input, SubmitOptions options) {
    return closed.get() ? refused() : model.submit(input, options);
  }

  @Override
  public List<CompletionStage<O>> submitAll(List<I> inputs, SubmitOptions options) {
    return closed.get()
        ? inputs.stream().map(input -> refused()).toList()
        : model.submitAll(inputs, options);
  }

  private CompletionStage<O> refused() {
    return CompletableFuture.failedFuture(
        new InferenceException(
            InferenceException.Reason.CLOSED,
            "the lease of model %s is closed: acquire another".formatted(info().name()),
            null));
  }

  /** Gives the model back; the server frees it once it has lingered without a lease. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.accept(true);
    }
  }

  /**
   * Gives the model back for good: the server frees it at once, unless somebody else leases it too.
   * Does nothing after {@link #close}.
   */
  public void discard() {
    if (closed.compareAndSet(false, true)) {
      release.accept(false);
    }
  }
}
