package io.harbinger.cli.bench.load;

import io.harbinger.server.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a served model busy with a fixed number of requests: an answer is followed by the next
 * request at once. The requests come from the model's own worker, as those of a caller that chains
 * them would.
 *
 * <p>Started when made. Closing it sends no more, and waits for the requests in flight.
 *
 * @param <I> one input
 */
public final class ClosedLoop<I> implements ThroughputMeter.Work, AutoCloseable {

  private final ServedModel<I, ?> model;
  private final int inFlight;
  private final Duration patience;
  private final Semaphore answers = new Semaphore(0);
  private final Semaphore ended = new Semaphore(0);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * Sends the first requests.
   *
   * @param inputs one for each request in flight, asked again and again
   * @param patience how long an answer may take before the model counts as stuck
   */
  public ClosedLoop(ServedModel<I, ?> model, List<I> inputs, Duration patience) {
    this.model = model;
    this.inFlight = inputs.size();
    this.patience = patience;
    inputs.forEach(this::send);
  }

  /** Waits until as many answers came as requests are in flight; gives how many came. */
  @Override
  public long run() {
    await(answers, "answers");
    return inFlight + (long) answers.drainPermits();
  }

  @Override
  public void close() {
    stopped = true;
    await(ended, "last answers");
  }

  private void send(I input) {
    model.submit(input).whenComplete((answer, thrown) -> answered(input, thrown));
  }

  private void answered(I input, @Nullable Throwable thrown) {
    if (thrown != null) {
      failure.compareAndSet(null, thrown);
      stopped = true;
      // Whoever waits must hear of it now.
      answers.release(inFlight);
    }
    answers.release();
    if (stopped) {
      ended.release();
    } else {
      send(input);
    }
  }

  private void await(Semaphore semaphore, String what) {
    boolean came;
    try {
      came = semaphore.tryAcquire(inFlight, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while waiting for %d %s".formatted(inFlight, what), e);
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException(
          "model %s did not answer: %s".formatted(model.info().name(), thrown.getMessage()),
          thrown);
    }
    if (!came) {
      throw new IllegalStateException(
          "model %s gave %d of %d %s within %s"
              .formatted(
                  model.info().name(), semaphore.availablePermits(), inFlight, what, patience));
    }
  }
}
