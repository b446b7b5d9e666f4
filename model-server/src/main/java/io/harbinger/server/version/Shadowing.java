package io.harbinger.server.version;

import io.harbinger.model.CarriedState;
import io.harbinger.model.StateAffinity;
import io.harbinger.model.VersionedTask;
import io.harbinger.server.InferenceException;
import io.harbinger.server.InferenceException.Reason;
import io.harbinger.server.Keyed;
import io.harbinger.server.version.ShadowStates.Asked;
import io.harbinger.server.version.ShadowStates.Step;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version that gets copies of requests and answers nobody. It has its own queue and workers, at
 * most so many copies under way, states of its own where callers carry some, and its answers are
 * compared on a thread of their own; nothing it does reaches a caller. What it can take is
 * processor time and a bounded memory. Thread-safe.
 */
final class Shadowing<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(Shadowing.class);

  private final LiveVersion<I, O> stable;
  private final LiveVersion<I, O> shadow;
  private final VersionedTask<I, O> task;
  private final NameMeters meters;
  private final Semaphore room;
  private final Executor comparing;
  private final Optional<ShadowStates<I, O, ?>> states;

  /**
   * A shadow without states yet.
   *
   * @param stable whose answers it is compared with
   */
  Shadowing(
      LiveVersion<I, O> stable,
      LiveVersion<I, O> shadow,
      VersionedTask<I, O> task,
      NameOptions options,
      NameMeters meters,
      Executor comparing,
      LongSupplier nanoTime) {
    this.stable = stable;
    this.shadow = shadow;
    this.task = task;
    this.meters = meters;
    this.room = new Semaphore(options.shadows());
    this.comparing = comparing;
    this.states =
        task.affinity()
            .map(affinity -> states(affinity, affinity.carried(), shadow, options, nanoTime));
  }

  private static <I, O, S> ShadowStates<I, O, S> states(
      StateAffinity<I, O> affinity,
      CarriedState<I, O, S> carried,
      LiveVersion<I, O> shadow,
      NameOptions options,
      LongSupplier nanoTime) {
    return new ShadowStates<>(
        carried,
        input -> affinity.ofInput().apply(input).equals(shadow.mark()),
        options.shadowStates(),
        options.keep().toNanos(),
        nanoTime);
  }

  /** Whether it sets just these two beside each other. */
  boolean compares(LiveVersion<I, O> answering, LiveVersion<I, O> beside) {
    return stable == answering && shadow == beside;
  }

  /**
   * Copies a request whose answer is on its way; never throws, never waits. To be called in the
   * order of a key's requests.
   *
   * @param from the version that answers
   */
  void copy(LiveVersion<I, O> from, Keyed<I> request, CompletionStage<O> given) {
    try {
      if (from != stable) {
        // It goes on with its own states, and is not what the shadow is to follow.
        meters.shadowed(ShadowOutcome.SKIPPED);
      } else if (!room.tryAcquire()) {
        meters.shadowed(ShadowOutcome.DROPPED);
      } else if (shadow.enter(1)) {
        begin(request, given);
      } else {
        room.release();
      }
    } catch (RuntimeException e) {
      LOG.warn("a request was not copied to {}", shadow.info(), e);
    }
  }

  private void begin(Keyed<I> request, CompletionStage<O> given) {
    Optional<Step<I, O>> step;
    try {
      step = states.isPresent() ? states.get().next(request, given) : Optional.of(alone(request));
    } catch (RuntimeException e) {
      end(ShadowOutcome.FAILED);
      throw e;
    }
    if (step.isEmpty()) {
      end(ShadowOutcome.SKIPPED);
      return;
    }
    CompletableFuture<Asked<I>> unused =
        step.get()
            .asked()
            .whenComplete(
                (asked, failure) -> {
                  if (failure == null) {
                    ask(asked, step.get(), given);
                  } else {
                    step.get().ended().with(null);
                    end(ShadowOutcome.FAILED);
                  }
                });
  }

  /** Of a copy that the shadow is not asked. */
  private void end(ShadowOutcome outcome) {
    shadow.leave();
    room.release();
    meters.shadowed(outcome);
  }

  /** Of a task whose inputs stand for themselves. */
  private static <I, O> Step<I, O> alone(Keyed<I> request) {
    return new Step<>(
        CompletableFuture.completedFuture(new Asked<>(request.input(), true)), output -> {});
  }

  private void ask(Asked<I> asked, Step<I, O> step, CompletionStage<O> given) {
    CompletionStage<O> own;
    try {
      own = shadow.lease().submit(asked.input());
    } catch (RuntimeException e) {
      own = CompletableFuture.failedFuture(e);
    }
    CompletionStage<O> unused =
        own.whenComplete(
            (shadowed, failure) -> {
              step.ended().with(failure == null ? shadowed : null);
              shadow.leave();
              CompletionStage<O> alsoUnused =
                  given.whenCompleteAsync(
                      (output, refused) -> {
                        room.release();
                        compare(refused == null ? output : null, shadowed, failure, asked.counts());
                      },
                      comparing);
            });
  }

  private void compare(
      @Nullable O given, @Nullable O shadowed, @Nullable Throwable failure, boolean counts) {
    if (failure != null) {
      meters.shadowed(isFull(failure) ? ShadowOutcome.DROPPED : ShadowOutcome.FAILED);
    } else if (given == null || shadowed == null) {
      meters.shadowed(ShadowOutcome.SKIPPED);
    } else if (!counts) {
      meters.shadowed(ShadowOutcome.WARMING);
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
