package io.harbinger.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** The bounded queue of one model, first in first out. Thread-safe; only {@link #take} waits. */
final class RequestQueue<I, O> {

  /** What became of an offer. */
  enum Admission {
    QUEUED,
    FULL,
    CLOSED
  }

  private final int capacity;
  private final int maxBatch;
  private final long maxDelay;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Request<I, O>> waiting;
  private boolean closed;

  RequestQueue(int capacity, int maxBatch, Duration maxDelay, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.maxBatch = maxBatch;
    this.maxDelay = maxDelay.toNanos();
    this.nanoTime = nanoTime;
    this.waiting = new ArrayDeque<>(capacity);
  }

  Admission offer(Request<I, O> request) {
    lock.lock();
    try {
      return admit(request);
    } finally {
      lock.unlock();
    }
  }

  /** Offers several together, in order: no worker looks before the last is decided on. */
  List<Admission> offerAll(List<Request<I, O>> requests) {
    List<Admission> admissions = new ArrayList<>(requests.size());
    lock.lock();
    try {
      for (Request<I, O> request : requests) {
        admissions.add(admit(request));
      }
    } finally {
      lock.unlock();
    }
    return admissions;
  }

  private Admission admit(Request<I, O> request) {
    if (closed) {
      return Admission.CLOSED;
    }
    if (waiting.size() >= capacity) {
      return Admission.FULL;
    }
    waiting.add(request);
    changed.signal();
    return Admission.QUEUED;
  }

  /**
   * Waits for requests and moves a batch of them; false once the queue is closed.
   *
   * @param batch empty, with room for a batch: nothing is allocated between the two lists, so that
   *     no request is lost where memory is short
   */
  boolean take(List<Request<I, O>> batch) {
    lock.lock();
    try {
      do {
        while (waiting.isEmpty() && !closed) {
          changed.awaitUninterruptibly();
        }
        awaitFullBatch();
        // Another worker may have taken them meanwhile.
      } while (waiting.isEmpty() && !closed);
      if (closed) {
        return false;
      }
      while (batch.size() < maxBatch && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      if (!waiting.isEmpty()) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void awaitFullBatch() {
    while (!closed && !waiting.isEmpty() && waiting.size() < maxBatch) {
      long left = maxDelay - (nanoTime.getAsLong() - waiting.element().queuedAt());
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

  /** Ends the queue and gives back what waits in it; later calls give nothing. */
  List<Request<I, O>> close() {
    lock.lock();
    try {
      closed = true;
      List<Request<I, O>> left = new ArrayList<>(waiting);
      waiting.clear();
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
