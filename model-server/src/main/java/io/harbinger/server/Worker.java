package io.harbinger.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread's work: batch after batch until the queue is closed. Whatever it meets, it goes on. */
final class Worker<I, O> implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final RequestQueue<I, O> queue;
  private final BatchExecutor<I, O> executor;
  private final List<Request<I, O>> batch;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Worker(RequestQueue<I, O> queue, BatchExecutor<I, O> executor, int maxBatch) {
    this.queue = queue;
    this.executor = executor;
    this.batch = new ArrayList<>(maxBatch);
  }

  /** Completes when the thread takes no more batches and its last one is answered. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void run() {
    try {
      while (takenAndExecuted()) {
        // A callback may have interrupted this thread; that was its own affair.
        Thread.interrupted();
      }
    } finally {
      ended.complete(null);
    }
  }

  private boolean takenAndExecuted() {
    try {
      if (!queue.take(batch)) {
        return false;
      }
      executor.execute(batch);
    } catch (Throwable e) {
      LOG.error("a worker failed outside its model", e);
      InferenceException failure =
          new InferenceException(
              InferenceException.Reason.FAILED, "the model server's worker failed: " + e, e);
      batch.forEach(request -> request.fail(failure));
    } finally {
      batch.clear();
    }
    return true;
  }
}
