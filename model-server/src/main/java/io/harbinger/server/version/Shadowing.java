package io.harbinger.server.version;

import io.harbinger.model.VersionedTask;
import io.harbinger.server.InferenceException;
import io.harbinger.server.InferenceException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version that gets copies of requests and answers nobody. It has its own queue and workers, at
 * most so many copies under way, and its answers are compared on a thread of their own; nothing it
 * does reaches a caller. What it can take is processor time. Thread-safe.
 */
final class Shadowing<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(Shadowing.class);

  private final LiveVersion<I, O> shadow;
  private final VersionedTask<I, O> task;
  private final NameMeters meters;
  private final Semaphore room;
  private final Executor comparing;

  Shadowing(
      LiveVersion<I, O> shadow,
      VersionedTask<I, O> task,
      NameMeters meters,
      int most,
      Executor comparing) {
    this.shadow = shadow;
    this.task = task;
    this.meters = meters;
    this.room = new Semaphore(most);
    this.comparing = comparing;
  }

  /** Copies a request whose answer is on its way; never throws, never waits. */
  void copy(I input, CompletionStage<O> given) {
    try {
      if (task.affinity().filter(a -> a.ofInput().apply(input).isPresent()).isPresent()) {
        meters.shadowed(ShadowOutcome.SKIPPED);
      } else if (!room.tryAcquire()) {
        meters.shadowed(ShadowOutcome.DROPPED);
      } else if (shadow.enter(1)) {
        ask(input, given);
      } else {
        room.release();
      }
    } catch (RuntimeException e) {
      LOG.warn("a request was not copied to {}", shadow.info(), e);
    }
  }

  private void ask(I input, CompletionStage<O> given) {
    CompletionStage<O> own;
    try {
      own = shadow.lease().submit(input);
    } catch (RuntimeException e) {
      own = CompletableFuture.failedFuture(e);
    }
    CompletionStage<O> unused =
        own.whenComplete(
            (shadowed, failure) -> {
              shadow.leave();
              CompletionStage<O> alsoUnused =
                  given.whenCompleteAsync(
                      (output, refused) -> {
                        room.release();
                        compare(refused == null ? output : null, shadowed, failure);
                      },
                      comparing);
            });
  }

  private void compare(@Nullable O given, @Nullable O shadowed, @Nullable Throwable failure) {
    if (failure != null) {
      meters.shadowed(isFull(failure) ? ShadowOutcome.DROPPED : ShadowOutcome.FAILED);
    } else if (given == null || shadowed == null) {
      meters.shadowed(ShadowOutcome.SKIPPED);
    } else {
      try {
        meters.disagreed(task.disagreement().between().applyAsDouble(given, shadowed));
        meters.shadowed(ShadowOutcome.COMPARED);
      } catch (RuntimeException e) {
        LOG.warn("{} and {} cannot be compared", given, shadowed, e);
        meters.shadowed(ShadowOutcome.FAILED);
      }
    }
  }

  private static boolean isFull(Throwable failure) {
    return failure instanceof InferenceException inference
        && inference.reason() == Reason.QUEUE_FULL;
  }
}
