package io.harbinger.server.version;

import io.harbinger.model.CarriedState;
import io.harbinger.server.Keyed;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A shadow's own states. The states that inputs carry are of the weights that answer; the shadow
 * reads the same inputs key by key and goes on from what it made of the input before. It knows by
 * the carried state whether it has read all that came before: each step remembers the state that
 * its input brought, and the one that the caller's answer left.
 *
 * <p>An input that begins begins the shadow's state too. One that goes on from where the shadow
 * does not stand (it was not there yet, or missed an input) begins it from nothing, and the shadow
 * warms up until its state is whole.
 *
 * <p>Bounded: a new key gets in where there is room, or where the key that was not asked about for
 * longest has been idle. So a shadow that cannot follow all follows the same ones for good; the
 * eldest making way would leave it none of a fleet that takes turns. Thread-safe.
 *
 * @param <I> one input
 * @param <O> one output
 * @param <S> one state
 */
final class ShadowStates<I, O, S> {

  private final CarriedState<I, O, S> carried;
  private final Predicate<I> fits;
  private final int most;
  private final long idleNanos;
  private final LongSupplier nanoTime;

  /** By key, the one not asked about for longest first. */
  private final LinkedHashMap<String, Trail<O, S>> trails = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * None yet.
   *
   * @param fits whether the state that an input carries is of the shadow's own weights
   * @param most keys
   * @param idleNanos after how long without an input a key makes way for another
   */
  ShadowStates(
      CarriedState<I, O, S> carried,
      Predicate<I> fits,
      int most,
      long idleNanos,
      LongSupplier nanoTime) {
    this.carried = carried;
    this.fits = fits;
    this.most = most;
    this.idleNanos = idleNanos;
    this.nanoTime = nanoTime;
  }

  /**
   * What the shadow is to be asked.
   *
   * @param input with the shadow's own state, or none
   * @param counts whether its answer is worth a comparison
   */
  record Asked<I>(I input, boolean counts) {}

  /**
   * One input's way through the shadow.
   *
   * @param asked completes when the key's step before has ended
   * @param ended to be told what the shadow answered; null where it did not
   */
  record Step<I, O>(CompletableFuture<Asked<I>> asked, Ending<O> ended) {}

  /** Is told of a step's end. */
  @FunctionalInterface
  interface Ending<O> {
    void with(@Nullable O output);
  }

  /** A state, and the steps that it lacks to be whole. */
  private record Own<S>(Optional<S> state, int missing) {}

  /** Where a caller's course stands, and what the shadow has there; empty where it failed. */
  private record Position<S>(S at, CompletableFuture<Optional<Own<S>>> own) {}

  /**
   * A key's last step.
   *
   * @param from where it went on; empty where it began
   * @param given the caller's answer
   * @param own what the shadow has after it
   * @param touched when it was asked for
   */
  private record Trail<O, S>(
      Optional<Position<S>> from,
      CompletionStage<O> given,
      CompletableFuture<Optional<Own<S>>> own,
      long touched) {}

  /**
   * The step of an input; to be called in the order of a key's inputs.
   *
   * @param given the caller's answer, which may be on its way
   * @return empty where the shadow has no state for it, and no room to keep one
   */
  Optional<Step<I, O>> next(Keyed<I> request, CompletionStage<O> given) {
    I input = request.input();
    Optional<S> before = carried.before().apply(input);
    Own<S> anew = anew(input, before);
    CompletableFuture<Optional<Own<S>>> begin =
        CompletableFuture.completedFuture(Optional.of(anew));
    CompletableFuture<Optional<Own<S>>> own = new CompletableFuture<>();
    Optional<Position<S>> from = before.map(at -> new Position<>(at, begin));
    boolean follows = false;
    if (request.key().isPresent()) {
      String key = request.key().get();
      long now = nanoTime.getAsLong();
      synchronized (trails) {
        Trail<O, S> trail = trails.get(key);
        follows = trail != null || hasRoom(now);
        if (follows) {
          from = from.map(fresh -> trail == null ? fresh : position(trail, fresh));
          trails.put(key, new Trail<>(from, given, own, now));
        }
      }
    }
    // What is not followed can be compared where it needs nothing of what came before.
    return follows || anew.missing() == 0
        ? Optional.of(step(input, anew, from.map(Position::own).orElse(begin), own))
        : Optional.empty();
  }

  /** Where the shadow begins an input of which it has read nothing that came before. */
  private Own<S> anew(I input, Optional<S> before) {
    return before.isEmpty() || fits.test(input)
        ? new Own<>(before, 0)
        : new Own<>(Optional.empty(), carried.whole());
  }

  /** Only under the lock. */
  private boolean hasRoom(long now) {
    if (trails.size() < most) {
      return true;
    }
    Iterator<Trail<O, S>> eldest = trails.values().iterator();
    if (!eldest.hasNext() || now - eldest.next().touched() < idleNanos) {
      return false;
    }
    eldest.remove();
    return true;
  }

  /**
   * Where an input goes on: after the key's last step, or, asked again, where that began; or else
   * the place that is given.
   */
  private Position<S> position(Trail<O, S> trail, Position<S> otherwise) {
    CompletableFuture<O> given = trail.given().toCompletableFuture();
    if (given.isDone()
        && !given.isCompletedExceptionally()
        && carried.after().apply(given.join()).equals(otherwise.at())) {
      return new Position<>(otherwise.at(), trail.own());
    }
    return trail.from().filter(from -> from.at().equals(otherwise.at())).orElse(otherwise);
  }

  private Step<I, O> step(
      I input,
      Own<S> anew,
      CompletableFuture<Optional<Own<S>>> from,
      CompletableFuture<Optional<Own<S>>> own) {
    int steps = carried.steps().applyAsInt(input);
    CompletableFuture<Own<S>> before = from.thenApply(there -> there.orElse(anew));
    return new Step<>(
        before.thenApply(
            there ->
                new Asked<>(carried.with().apply(input, there.state()), there.missing() <= steps)),
        output ->
            own.complete(output == null ? Optional.empty() : after(before.join(), steps, output)));
  }

  private Optional<Own<S>> after(Own<S> before, int steps, O output) {
    return Optional.of(
        new Own<>(
            Optional.of(carried.after().apply(output)), Math.max(0, before.missing() - steps)));
  }

  /** How many keys it keeps states of. */
  int keys() {
    synchronized (trails) {
      return trails.size();
    }
  }
}
