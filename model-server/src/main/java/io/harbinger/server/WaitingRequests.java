package io.harbinger.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one model, a line for each priority, and the order in which it goes. Guarded by
 * the queue's lock.
 */
final class WaitingRequests<I, O> {

  /** Of each priority, the part of the queue that a higher one cannot take from it. */
  private static final int KEPT = 8;

  private final int kept;
  private final List<RequestLine<I, O>> lines = new ArrayList<>();

  /** Where a walk along each line stands; kept, so that taking a batch allocates nothing. */
  private final List<@Nullable Request<I, O>> cursors = new ArrayList<>();

  private int size;
  private int mortal;

  WaitingRequests(int capacity) {
    this.kept = Math.max(1, capacity / KEPT);
    for (int i = 0; i < Priority.values().length; i++) {
      lines.add(new RequestLine<>());
      cursors.add(null);
    }
  }

  int size() {
    return size;
  }

  /** Whether any of them may expire. */
  boolean anyMayExpire() {
    return mortal > 0;
  }

  void add(Request<I, O> request) {
    request.state(Request.State.WAITING);
    lines.get(request.priority().ordinal()).add(request);
    size++;
    mortal += request.mayExpire() ? 1 : 0;
  }

  void remove(Request<I, O> request, Request.State next) {
    request.state(next);
    lines.get(request.priority().ordinal()).remove(request);
    size--;
    mortal -= request.mayExpire() ? 1 : 0;
  }

  /** The request that is executed next; null if none waits. */
  private @Nullable Request<I, O> head() {
    Request<I, O> head = null;
    for (int i = 0; i < lines.size(); i++) {
      Request<I, O> first = lines.get(i).first();
      if (first != null && (head == null || first.rank() - head.rank() < 0)) {
        head = first;
      }
    }
    return head;
  }

  /** The request that has waited longest; null if none waits. */
  @Nullable Request<I, O> oldest() {
    Request<I, O> oldest = null;
    for (int i = 0; i < lines.size(); i++) {
      Request<I, O> first = lines.get(i).first();
      if (first != null && (oldest == null || first.queuedAt() - oldest.queuedAt() < 0)) {
        oldest = first;
      }
    }
    return oldest;
  }

  /** Which request gives up its place to a new one of a priority; null if none does. */
  @Nullable Request<I, O> displacedBy(Priority priority) {
    for (int i = lines.size() - 1; i > priority.ordinal(); i--) {
      if (lines.get(i).size() > kept) {
        return lines.get(i).last();
      }
    }
    return null;
  }

  /**
   * Moves a batch: the request that is next, and in their order those of its bucket. Whatever it
   * meets that is overdue goes with them apart.
   */
  void take(Batch<I, O> batch, int most, long now) {
    for (int i = 0; i < lines.size(); i++) {
      cursors.set(i, lines.get(i).first());
    }
    int bucket = 0;
    while (batch.requests().size() < most) {
      int line = nextLine(batch.requests().isEmpty(), bucket);
      Request<I, O> next = line < 0 ? null : cursors.get(line);
      if (next == null) {
        return;
      }
      cursors.set(line, next.after);
      if (next.overdue(now)) {
        remove(next, Request.State.OVERDUE);
        batch.overdue().add(next);
      } else {
        bucket = next.bucket();
        remove(next, Request.State.TAKEN);
        batch.requests().add(next);
      }
    }
  }

  /** The line whose cursor is first in order, cursors moved on to the bucket; -1 at the end. */
  private int nextLine(boolean anyBucket, int bucket) {
    int line = -1;
    long least = 0;
    for (int i = 0; i < lines.size(); i++) {
      Request<I, O> at = cursors.get(i);
      while (at != null && !anyBucket && at.bucket() != bucket) {
        at = at.after;
      }
      cursors.set(i, at);
      if (at != null && (line < 0 || at.rank() - least < 0)) {
        line = i;
        least = at.rank();
      }
    }
    return line;
  }

  /** Moves everything that is overdue. */
  void takeOverdue(long now, List<Request<I, O>> into) {
    for (RequestLine<I, O> line : lines) {
      for (Request<I, O> at = line.first(); at != null && anyMayExpire(); ) {
        Request<I, O> next = at.after;
        if (at.overdue(now)) {
          remove(at, Request.State.OVERDUE);
          into.add(at);
        }
        at = next;
      }
    }
  }

  /** The request whose patience ends first; null if none may expire. */
  @Nullable Request<I, O> firstToExpire() {
    Request<I, O> first = null;
    for (RequestLine<I, O> line : lines) {
      for (Request<I, O> at = line.first(); at != null && anyMayExpire(); at = at.after) {
        if (at.mayExpire() && (first == null || at.expiresAt() - first.expiresAt() < 0)) {
          first = at;
        }
      }
    }
    return first;
  }

  /** Moves everything. */
  void takeAll(Request.State next, List<Request<I, O>> into) {
    for (Request<I, O> head = head(); head != null; head = head()) {
      remove(head, next);
      into.add(head);
    }
  }
}
