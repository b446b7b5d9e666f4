package io.harbinger.server;

import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Precision;
import io.harbinger.server.InferenceException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One loaded copy of a model, its queue and its workers. Owns the model, which the last worker
 * closes. Thread-safe; nothing here blocks.
 */
final class ServedCopy<I, O> implements ServedModel<I, O> {

  private final BatchModel<I, O> model;
  private final Surroundings around;
  private final ServingMeters meters;
  private final RequestQueue<I, O> queue;
  private final Endings<I, O> endings;
  private final ExpiryTimer<I, O> expiry;
  private final DeviceTurns.Share share;
  private final long loadedAt;
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<Void> closed;

  /**
   * What a copy has of its server.
   *
   * @param gauges of all copies
   * @param turns of the copy's device
   * @param timer what ends overdue requests
   * @param nanoTime the server's clock
   * @param freed told once the copy's model is closed
   */
  record Surroundings(
      ServingGauges gauges,
      DeviceTurns turns,
      ScheduledExecutorService timer,
      LongSupplier nanoTime,
      Runnable freed) {}

  private ServedCopy(
      BatchModel<I, O> model, ServingOptions options, ServingMeters meters, Surroundings around) {
    LongSupplier nanoTime = around.nanoTime();
    this.model = model;
    this.around = around;
    this.meters = meters;
    this.loadedAt = nanoTime.getAsLong();
    this.queue =
        new RequestQueue<>(
            options.queueCapacity(), options.maxBatch(), options.maxDelay(), nanoTime);
    ServiceRate rate = new ServiceRate(options.workers(), options.maxBatch());
    this.endings = new Endings<>(model.info(), queue, rate);
    this.expiry = new ExpiryTimer<>(queue, endings, around.timer(), nanoTime);
    this.share = around.turns().join();
    BatchExecutor<I, O> executor = new BatchExecutor<>(model, meters, rate, nanoTime);
    List<Worker<I, O>> workers =
        IntStream.range(0, options.workers())
            .mapToObj(i -> new Worker<>(queue, executor, endings, share.turn(), options.maxBatch()))
            .toList();
    workers.forEach(
        worker ->
            threads.add(
                ServerThreads.thread(
                    worker, "model-" + model.info().name() + "-" + (threads.size() + 1))));
    this.closed =
        CompletableFuture.allOf(
                workers.stream().map(Worker::ended).toArray(CompletableFuture<?>[]::new))
            .whenComplete((nothing, failure) -> free());
  }

  /** Begins to serve a model, and owns it from then on; where this fails, the caller still does. */
  static <I, O> ServedCopy<I, O> start(
      BatchModel<I, O> model, ServingOptions options, ServingMeters meters, Surroundings around) {
    ServedCopy<I, O> copy = new ServedCopy<>(model, options, meters, around);
    try {
      around.gauges().add(copy);
      copy.threads.forEach(Thread::start);
      return copy;
    } catch (Throwable e) {
      around.gauges().remove(copy);
      copy.queue.close();
      throw e;
    }
  }

  private void free() {
    try {
      model.close();
    } finally {
      around.freed().run();
    }
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public CompletionStage<O> submit(I input, SubmitOptions options) {
    // Not List.of: what is no input at all is refused like any other that the model cannot take.
    return submitAll(Collections.singletonList(input), options).get(0);
  }

  @Override
  public List<CompletionStage<O>> submitAll(List<I> inputs, SubmitOptions options) {
    long now = around.nanoTime().getAsLong();
    List<CompletionStage<O>> stages = new ArrayList<>(inputs.size());
    List<Request<I, O>> valid = new ArrayList<>(inputs.size());
    for (I input : inputs) {
      stages.add(request(input, now, options, valid));
    }
    List<Request<I, O>> removed = queue.offer(valid);
    removed.forEach(endings::end);
    valid.forEach(endings::end);
    if (options.mayExpire() && !valid.isEmpty()) {
      expiry.expect(valid.get(0).expiresAt());
    }
    return stages;
  }

  /** The promise of an input; a valid one's request is collected. */
  private CompletableFuture<O> request(
      I input, long now, SubmitOptions options, List<Request<I, O>> valid) {
    int bucket;
    try {
      model.validate(input);
      bucket = model.bucket(input);
    } catch (RuntimeException e) {
      InferenceException failure =
          new InferenceException(Reason.INVALID_INPUT, String.valueOf(e.getMessage()), e);
      meters.count(Outcome.of(failure));
      return CompletableFuture.failedFuture(failure);
    }
    Request<I, O> request = new Request<>(input, now, options, bucket);
    CompletableFuture<O> unused =
        request.promise().whenComplete((output, failure) -> ended(request, failure));
    valid.add(request);
    return request.promise();
  }

  private void ended(Request<I, O> request, @Nullable Throwable failure) {
    meters.count(Outcome.of(failure));
    if (request.state() == Request.State.WAITING) {
      queue.withdraw(request);
    }
  }

  /**
   * Takes no more requests, refuses those that wait, on this thread, and lets the executions under
   * way end. The stage completes when the model is closed.
   */
  CompletableFuture<Void> close() {
    around.gauges().remove(this);
    List<Request<I, O>> left = queue.close();
    share.close();
    left.forEach(endings::end);
    return closed;
  }

  /** Whether this is one of its workers, which would wait for itself in vain. */
  boolean worksOn(Thread thread) {
    return threads.contains(thread);
  }

  Precision precision() {
    return model.precision();
  }

  int queueLength() {
    return queue.length();
  }

  int queueCapacity() {
    return queue.capacity();
  }

  long ageNanos() {
    return around.nanoTime().getAsLong() - loadedAt;
  }
}
