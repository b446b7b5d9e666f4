package io.harbinger.platform.demo;

import io.harbinger.platform.lifecycle.StopRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongSupplier;

/**
 * Lets only so many readings be under way: gives the next one when enough of the earlier have come
 * out at the other end. A source that is as fast as it can then measures the platform and not the
 * length of a queue. Ends where the source does, or at a stop. Used by one thread.
 */
public final class InFlightGate<T> implements Iterator<T> {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final Iterator<T> source;
  private final long limit;
  private final LongSupplier finished;
  private final StopRequest stop;
  private long passed;

  /**
   * A gate before a source.
   *
   * @param limit how many may be under way, at least 1
   * @param finished how many have come out; never falls
   * @param stop ends the waiting and the iteration
   */
  public InFlightGate(Iterator<T> source, long limit, LongSupplier finished, StopRequest stop) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit + " (expected at least 1)");
    }
    this.source = source;
    this.limit = limit;
    this.finished = finished;
    this.stop = stop;
  }

  @Override
  public boolean hasNext() {
    return !stop.isRequested() && source.hasNext() && roomCame();
  }

  private boolean roomCame() {
    try {
      while (passed - finished.getAsLong() >= limit) {
        if (stop.await(LOOK_AGAIN)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public T next() {
    if (!source.hasNext()) {
      throw new NoSuchElementException("the source has ended");
    }
    passed++;
    return source.next();
  }
}
