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
 */
final class BatchExecutor<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(BatchExecutor.class);

  private final BatchModel<I, O> model;
  private final ServingMeters meters;
  private final LongSupplier nanoTime;

  BatchExecutor(BatchModel<I, O> model, ServingMeters meters, LongSupplier nanoTime) {
    this.model = model;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  /** Drops withdrawn requests from the list and executes the others. */
  void execute(List<Request<I, O>> batch) {
    long now = nanoTime.getAsLong();
    batch.removeIf(Request::ended);
    for (Request<I, O> request : batch) {
      meters.queued(now - request.queuedAt());
    }
    if (!batch.isEmpty()) {
      run(batch);
    }
  }

  private void run(List<Request<I, O>> batch) {
    List<O> outputs;
    try {
      outputs = predict(batch);
    } catch (Exception e) {
      meters.executionFailed(batch.size());
      LOG.debug("a batch of {} failed on {}", batch.size(), model.info(), e);
      if (batch.size() == 1) {
        fail(batch, e);
      } else {
        int half = batch.size() / 2;
        run(batch.subList(0, half));
        run(batch.subList(half, batch.size()));
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

  private List<O> predict(List<Request<I, O>> batch) {
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
