package io.harbinger.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The bounded queue of one model. Thread-safe; only {@link #awaitRequests} waits. What it decides
 * about a request is the request's {@link Request#state state}; it ends none itself, as that would
 * run callbacks under its lock.
 */
final class RequestQueue<I, O> {

  /** A full queue is searched for overdue requests no more often than that. */
  private static final long SEARCH_EVERY = Duration.ofMillis(1).toNanos();

  private final int capacity;
  private final int maxBatch;
  private final long maxDelay;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final WaitingRequests<I, O> waiting;
  private long searchedAt;
  private boolean closed;

  RequestQueue(int capacity, int maxBatch, Duration maxDelay, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.maxBatch = maxBatch;
    this.maxDelay = maxDelay.toNanos();
    this.nanoTime = nanoTime;
    this.waiting = new WaitingRequests<>(capacity);
    this.searchedAt = nanoTime.getAsLong() - SEARCH_EVERY;
  }

  /**
   * Offers requests together, in order: no worker looks before the last is decided on. What does
   * not wait afterwards is the caller's to end.
   *
   * @return others that had to leave to make room; the caller's to end
   */
  List<Request<I, O>> offer(List<Request<I, O>> requests) {
    List<Request<I, O>> removed = new ArrayList<>(0);
    lock.lock();
    try {
      for (int i = 0; i < requests.size(); i++) {
        admit(requests.get(i), removed);
      }
    } finally {
      lock.unlock();
    }
    return removed;
  }

  private void admit(Request<I, O> request, List<Request<I, O>> removed) {
    if (closed) {
      request.state(Request.State.CLOSED);
      return;
    }
    if (request.overdue(request.queuedAt())) {
      request.state(Request.State.OVERDUE);
      return;
    }
    if (waiting.size() >= capacity && !roomMade(request, removed)) {
      request.state(Request.State.FULL);
      return;
    }
    waiting.add(request);
    changed.signal();
  }

  private boolean roomMade(Request<I, O> request, List<Request<I, O>> removed) {
    long now = request.queuedAt();
    if (waiting.anyMayExpire() && now - searchedAt >= SEARCH_EVERY) {
      searchedAt = now;
      waiting.takeOverdue(now, removed);
      if (waiting.size() < capacity) {
        return true;
      }
    }
    Request<I, O> displaced = waiting.displacedBy(request.priority());
    if (displaced == null) {
      return false;
    }
    waiting.remove(displaced, Request.State.DISPLACED);
    removed.add(displaced);
    return true;
  }

  /** Takes a request out whose promise was ended while it waited; frees its place. */
  void withdraw(Request<I, O> request) {
    lock.lock();
    try {
      if (request.state() == Request.State.WAITING) {
        waiting.remove(request, Request.State.WITHDRAWN);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something for a batch; false once the queue is closed. */
  boolean awaitRequests() {
    lock.lock();
    try {
      do {
        while (waiting.size() == 0 && !closed) {
          changed.awaitUninterruptibly();
        }
        awaitFullBatch();
        // Another worker may have taken them meanwhile.
      } while (waiting.size() == 0 && !closed);
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void awaitFullBatch() {
    while (!closed && waiting.size() < maxBatch) {
      Request<I, O> oldest = waiting.oldest();
      if (oldest == null) {
        return;
      }
      long left = maxDelay - (nanoTime.getAsLong() - oldest.queuedAt());
      if (left <= 0) {
        return;
      }
      try {
        if (changed.awaitNanos(left) <= 0) {
          return;
        }
      } catch (InterruptedException e) {
        // Workers are never interrupted on purpose; a callback that did it costs the wait alone.
        return;
      }
    }
  }

  /** Moves a batch of what waits now; nothing if nothing waits. */
  void take(Batch<I, O> batch) {
    lock.lock();
    try {
      waiting.take(batch, maxBatch, nanoTime.getAsLong());
      if (waiting.size() > 0) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Moves what is overdue; the caller ends it. */
  List<Request<I, O>> takeOverdue() {
    List<Request<I, O>> overdue = new ArrayList<>(0);
    lock.lock();
    try {
      waiting.takeOverdue(nanoTime.getAsLong(), overdue);
    } finally {
      lock.unlock();
    }
    return overdue;
  }

  /** When the next of those that wait expires, by the server's clock. */
  OptionalLong nextExpiry() {
    lock.lock();
    try {
      Request<I, O> first = waiting.firstToExpire();
      return first == null ? OptionalLong.empty() : OptionalLong.of(first.expiresAt());
    } finally {
      lock.unlock();
    }
  }

  /** Ends the queue and gives back what waits in it; later calls give nothing. */
  List<Request<I, O>> close() {
    lock.lock();
    try {
      closed = true;
      List<Request<I, O>> left = new ArrayList<>(waiting.size());
      waiting.takeAll(Request.State.CLOSED, left);
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  int length() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  int capacity() {
    return capacity;
  }
}
