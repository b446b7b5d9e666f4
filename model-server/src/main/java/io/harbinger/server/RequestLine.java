package io.harbinger.server;

import org.jspecify.annotations.Nullable;

/**
 * Requests of one priority in the order of their arrival. Adding and removing allocate nothing and
 * take constant time, from the middle too. Guarded by the queue's lock.
 */
final class RequestLine<I, O> {

  private @Nullable Request<I, O> first;
  private @Nullable Request<I, O> last;
  private int size;

  void add(Request<I, O> request) {
    request.before = last;
    if (last == null) {
      first = request;
    } else {
      last.after = request;
    }
    last = request;
    size++;
  }

  void remove(Request<I, O> request) {
    Request<I, O> before = request.before;
    Request<I, O> after = request.after;
    if (before == null) {
      first = after;
    } else {
      before.after = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
    }
    request.before = null;
    request.after = null;
    size--;
  }

  @Nullable Request<I, O> first() {
    return first;
  }

  @Nullable Request<I, O> last() {
    return last;
  }

  int size() {
    return size;
  }
}
