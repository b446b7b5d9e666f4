package io.harbinger.server;

import java.util.ArrayList;
import java.util.List;

/**
 * What a worker has taken off the queue. Made once for a worker with room for everything, so that
 * no request is lost between queue and worker where memory is short.
 *
 * @param requests to execute
 * @param overdue to end without
 */
record Batch<I, O>(List<Request<I, O>> requests, List<Request<I, O>> overdue) {

  /** An empty one, for a queue of a capacity. */
  static <I, O> Batch<I, O> ofAtMost(int requests, int capacity) {
    return new Batch<>(new ArrayList<>(requests), new ArrayList<>(capacity));
  }

  boolean isEmpty() {
    return requests.isEmpty() && overdue.isEmpty();
  }

  void clear() {
    requests.clear();
    overdue.clear();
  }
}
