package io.harbinger.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One input on its way, and the promise of its output. Whoever takes it off the queue must end it;
 * ending it again does nothing.
 *
 * <p>It is its own link in the queue's lists, so that one that is withdrawn leaves at once and
 * nothing is allocated for its waiting. Links and state are guarded by the queue's lock; the state
 * may be read without.
 */
final class Request<I, O> {

  /** Where a request stands. */
  enum State {
    /** Not offered yet, or refused before that. */
    NEW,
    /** In the queue. */
    WAITING,
    /** With a worker. */
    TAKEN,
    /** Left the queue because its promise was ended by someone else. */
    WITHDRAWN,
    /** Not let in: the queue was full. */
    FULL,
    /** Let in, and sent away again by one of a higher priority. */
    DISPLACED,
    /** Its patience ended before its execution began. */
    OVERDUE,
    /** Not let in, or sent away: the queue is closed. */
    CLOSED
  }

  private final I input;
  private final long queuedAt;
  private final long patience;
  private final boolean mayExpire;
  private final Priority priority;
  private final int bucket;
  private final CompletableFuture<O> promise = new CompletableFuture<>();
  private volatile State state = State.NEW;
  @Nullable Request<I, O> before;
  @Nullable Request<I, O> after;

  /**
   * A request that is not offered yet.
   *
   * @param queuedAt nanoseconds of the server's clock
   * @param bucket as the model tells it: a batch has one
   */
  Request(I input, long queuedAt, SubmitOptions options, int bucket) {
    this.input = input;
    this.queuedAt = queuedAt;
    this.patience = options.patience().toNanos();
    this.mayExpire = options.mayExpire();
    this.priority = options.priority();
    this.bucket = bucket;
  }

  I input() {
    return input;
  }

  long queuedAt() {
    return queuedAt;
  }

  Priority priority() {
    return priority;
  }

  int bucket() {
    return bucket;
  }

  /** What the caller holds, and may cancel. */
  CompletableFuture<O> promise() {
    return promise;
  }

  boolean mayExpire() {
    return mayExpire;
  }

  Duration patience() {
    return Duration.ofNanos(patience);
  }

  /** When its patience ends, by the server's clock; only of one that may expire. */
  long expiresAt() {
    return queuedAt + patience;
  }

  boolean overdue(long now) {
    return mayExpire && now - queuedAt >= patience;
  }

  /** Its place in the order of execution: the difference of two tells which goes first. */
  long rank() {
    return queuedAt + priority.handicapNanos();
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

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
