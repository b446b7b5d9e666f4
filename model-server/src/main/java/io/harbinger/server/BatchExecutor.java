package io.harbinger.server;

import io.harbinger.model.BatchModel;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes batches on the calling worker's thread, and ends every request of them.
 *
 * <p>A batch that fails is tried again in halves, down to single inputs, so that one poisonous
 * input fails alone: about {@code 2 log2(n)} more executions for one in {@code n}. An {@link Error}
 * is no input's fault and fails the whole batch.
 *
 * <p>Each execution has the device's turn to itself, and nothing else has: callbacks run after it
 * was given back.
 */
final class BatchExecutor<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(BatchExecutor.class);

  private final BatchModel<I, O> model;
  private final ServingMeters meters;
  private final ServiceRate rate;
  private final LongSupplier nanoTime;

  BatchExecutor(
      BatchModel<I, O> model, ServingMeters meters, ServiceRate rate, LongSupplier nanoTime) {
    this.model = model;
    this.meters = meters;
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /**
   * Drops withdrawn requests from the list and executes the others.
   *
   * @param turn held or not; given back afterwards
   */
  void execute(List<Request<I, O>> batch, DeviceTurns.Turn turn) {
    long now = nanoTime.getAsLong();
    batch.removeIf(Request::ended);
    for (Request<I, O> request : batch) {
      meters.queued(now - request.queuedAt());
    }
    if (batch.isEmpty()) {
      turn.giveBack();
    } else {
      run(batch, turn);
    }
  }

  private void run(List<Request<I, O>> batch, DeviceTurns.Turn turn) {
    List<O> outputs;
    try {
      outputs = predict(batch, turn);
    } catch (Exception e) {
      meters.executionFailed(batch.size());
      LOG.debug("a batch of {} failed on {}", batch.size(), model.info(), e);
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        int half = batch.size() / 2;
        run(batch.subList(0, half), turn);
        run(batch.subList(half, batch.size()), turn);
      }
      return;
    } catch (Error e) {
      meters.executionFailed(batch.size());
      LOG.error("a batch of {} broke on {}", batch.size(), model.info(), e);
      fail(batch, e);
      return;
    }
    for (int i = 0; i < outputs.size(); i++) {
      batch.get(i).answer(outputs.get(i));
    }
  }

  private List<O> predict(List<Request<I, O>> batch, DeviceTurns.Turn turn) {
    turn.take();
    long begun = nanoTime.getAsLong();
    try {
      PhaseClock phases = new PhaseClock(nanoTime);
      List<O> outputs = model.predict(batch.stream().map(Request::input).toList(), phases);
      phases.end();
      if (outputs.size() != batch.size() || outputs.stream().anyMatch(Objects::isNull)) {
        throw new IllegalStateException(
            "%d outputs for %d inputs (expected as many, none null)"
                .formatted(outputs.stream().filter(Objects::nonNull).count(), batch.size()));
      }
      meters.executed(batch.size(), phases);
      return outputs;
    } finally {
      rate.executed(batch.size(), turn.waited() + nanoTime.getAsLong() - begun);
      turn.giveBack();
    }
  }

  private void fail(List<Request<I, O>> batch, Throwable cause) {
    InferenceException failure =
        new InferenceException(
            InferenceException.Reason.FAILED,
            "model %s, version %s, failed: %s"
                .formatted(model.info().name(), model.info().version(), cause),
            cause);
    batch.forEach(request -> request.fail(failure));
  }
}
