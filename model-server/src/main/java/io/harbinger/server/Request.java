package io.harbinger.server;

import java.util.concurrent.CompletableFuture;

/**
 * One input on its way, and the promise of its output. Whoever takes it off the queue must end it;
 * ending it again does nothing.
 *
 * @param queuedAt nanoseconds of the server's clock
 * @param promise what the caller holds, and may cancel
 */
record Request<I, O>(I input, long queuedAt, CompletableFuture<O> promise) {

  void answer(O output) {
    promise.complete(output);
  }

  void fail(InferenceException failure) {
    promise.completeExceptionally(failure);
  }

  /** Whether its caller has withdrawn it. */
  boolean ended() {
    return promise.isDone();
  }
}
