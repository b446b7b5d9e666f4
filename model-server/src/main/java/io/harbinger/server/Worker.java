package io.harbinger.server;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread's work: batch after batch until the queue is closed. Whatever it meets, it goes on.
 *
 * <p>It waits for the device before it takes a batch, so that the batch grows meanwhile and what
 * expires meanwhile is not executed.
 */
final class Worker<I, O> implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final RequestQueue<I, O> queue;
  private final BatchExecutor<I, O> executor;
  private final Endings<I, O> endings;
  private final DeviceTurns.Turn turn;
  private final Batch<I, O> batch;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Worker(
      RequestQueue<I, O> queue,
      BatchExecutor<I, O> executor,
      Endings<I, O> endings,
      DeviceTurns.Turn turn,
      int maxBatch) {
    this.queue = queue;
    this.executor = executor;
    this.endings = endings;
    this.turn = turn;
    this.batch = Batch.ofAtMost(maxBatch, queue.capacity());
  }

  /** Completes when the thread takes no more batches and its last one is answered. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void run() {
    try {
      while (queue.awaitRequests()) {
        work();
        // A callback may have interrupted this thread; that was its own affair.
        Thread.interrupted();
      }
    } finally {
      ended.complete(null);
    }
  }

  private void work() {
    try {
      turn.take();
      queue.take(batch);
      executor.execute(batch.requests(), turn);
      batch.overdue().forEach(endings::end);
    } catch (Throwable e) {
      LOG.error("a worker failed outside its model", e);
      InferenceException failure =
          new InferenceException(
              InferenceException.Reason.FAILED, "the model server's worker failed: " + e, e);
      batch.requests().forEach(request -> request.fail(failure));
      batch.overdue().forEach(request -> request.fail(failure));
    } finally {
      turn.giveBack();
      batch.clear();
    }
  }
}
