package io.harbinger.server;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelInfo;
import io.harbinger.server.InferenceException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One loaded copy of a model, its queue and its workers. Owns the model, which the last worker
 * closes. Thread-safe; nothing here blocks.
 */
final class ServedCopy<I, O> implements ServedModel<I, O> {

  private final BatchModel<I, O> model;
  private final ServingMeters meters;
  private final ServingGauges gauges;
  private final LongSupplier nanoTime;
  private final RequestQueue<I, O> queue;
  private final long loadedAt;
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<Void> closed;

  private ServedCopy(
      BatchModel<I, O> model,
      ServingOptions options,
      ServingMeters meters,
      ServingGauges gauges,
      LongSupplier nanoTime) {
    this.model = model;
    this.meters = meters;
    this.gauges = gauges;
    this.nanoTime = nanoTime;
    this.loadedAt = nanoTime.getAsLong();
    this.queue =
        new RequestQueue<>(
            options.queueCapacity(), options.maxBatch(), options.maxDelay(), nanoTime);
    BatchExecutor<I, O> executor = new BatchExecutor<>(model, meters, nanoTime);
    List<Worker<I, O>> workers =
        IntStream.range(0, options.workers())
            .mapToObj(i -> new Worker<>(queue, executor, options.maxBatch()))
            .toList();
    workers.forEach(
        worker ->
            threads.add(
                ServerThreads.thread(
                    worker, "model-" + model.info().name() + "-" + (threads.size() + 1))));
    this.closed =
        CompletableFuture.allOf(
                workers.stream().map(Worker::ended).toArray(CompletableFuture<?>[]::new))
            .whenComplete((nothing, failure) -> model.close());
  }

  /** Begins to serve a model, and owns it from then on; where this fails, the caller still does. */
  static <I, O> ServedCopy<I, O> start(
      BatchModel<I, O> model,
      ServingOptions options,
      ServingMeters meters,
      ServingGauges gauges,
      LongSupplier nanoTime) {
    ServedCopy<I, O> copy = new ServedCopy<>(model, options, meters, gauges, nanoTime);
    try {
      gauges.add(copy);
      copy.threads.forEach(Thread::start);
      return copy;
    } catch (Throwable e) {
      gauges.remove(copy);
      copy.queue.close();
      throw e;
    }
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public CompletionStage<O> submit(I input) {
    Optional<CompletionStage<O>> invalid = invalid(input);
    if (invalid.isPresent()) {
      return invalid.get();
    }
    Request<I, O> request = request(input, nanoTime.getAsLong());
    return answer(request, queue.offer(request));
  }

  @Override
  public List<CompletionStage<O>> submitAll(List<I> inputs) {
    long now = nanoTime.getAsLong();
    List<CompletionStage<O>> stages = new ArrayList<>(inputs.size());
    List<Request<I, O>> valid = new ArrayList<>(inputs.size());
    List<Integer> places = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      Request<I, O> request = request(input, now);
      Optional<CompletionStage<O>> invalid = invalid(input);
      stages.add(invalid.orElse(request.promise()));
      if (invalid.isEmpty()) {
        places.add(stages.size() - 1);
        valid.add(request);
      }
    }
    List<RequestQueue.Admission> admissions = queue.offerAll(valid);
    for (int i = 0; i < valid.size(); i++) {
      stages.set(places.get(i), answer(valid.get(i), admissions.get(i)));
    }
    return stages;
  }

  private Optional<CompletionStage<O>> invalid(I input) {
    try {
      model.validate(input);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(refused(Reason.INVALID_INPUT, String.valueOf(e.getMessage()), e));
    }
  }

  private static <I, O> Request<I, O> request(I input, long now) {
    return new Request<>(input, now, new CompletableFuture<>());
  }

  private CompletionStage<O> answer(Request<I, O> request, RequestQueue.Admission admission) {
    return switch (admission) {
      case QUEUED -> {
        CompletableFuture<O> unused =
            request.promise().whenComplete((output, failure) -> meters.count(Outcome.of(failure)));
        yield request.promise();
      }
      case FULL ->
          refused(
              Reason.QUEUE_FULL,
              "%d requests wait for model %s already: try again later"
                  .formatted(queue.capacity(), info().name()),
              null);
      case CLOSED -> refused(Reason.CLOSED, closedMessage(), null);
    };
  }

  private CompletionStage<O> refused(Reason reason, String message, @Nullable Throwable cause) {
    InferenceException failure = new InferenceException(reason, message, cause);
    meters.count(Outcome.of(failure));
    return CompletableFuture.failedFuture(failure);
  }

  private String closedMessage() {
    return "model %s, version %s, is no longer served".formatted(info().name(), info().version());
  }

  /**
   * Takes no more requests, refuses those that wait, on this thread, and lets the executions under
   * way end. The stage completes when the model is closed.
   */
  CompletableFuture<Void> close() {
    gauges.remove(this);
    for (Request<I, O> request : queue.close()) {
      request.fail(new InferenceException(Reason.CLOSED, closedMessage(), null));
    }
    return closed;
  }

  /** Whether this is one of its workers, which would wait for itself in vain. */
  boolean worksOn(Thread thread) {
    return threads.contains(thread);
  }

  int queueLength() {
    return queue.length();
  }

  int queueCapacity() {
    return queue.capacity();
  }

  long ageNanos() {
    return nanoTime.getAsLong() - loadedAt;
  }
}
