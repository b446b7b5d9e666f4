package io.harbinger.server.version;

import io.harbinger.model.ModelInfo;
import io.harbinger.server.ModelLease;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A loaded version and the requests that it has under way. Once retired it lets no more in, and is
 * drained when the last has left. Owns its lease, which whoever retires it gives back. Thread-safe.
 */
final class LiveVersion<I, O> {

  private static final long RETIRED = 1L << 62;

  private final ModelLease<I, O> lease;
  private final OptionalLong mark;
  private final List<I> samples;
  private final AtomicLong use = new AtomicLong();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile long asked;

  /**
   * A version that answers nobody yet.
   *
   * @param mark that its states carry, where it has any
   * @param samples inputs that it takes
   */
  LiveVersion(ModelLease<I, O> lease, OptionalLong mark, List<I> samples) {
    this.lease = lease;
    this.mark = mark;
    this.samples = List.copyOf(samples);
  }

  ModelLease<I, O> lease() {
    return lease;
  }

  ModelInfo info() {
    return lease.info();
  }

  OptionalLong mark() {
    return mark;
  }

  List<I> samples() {
    return samples;
  }

  /** Lets requests in; false once it is retired. Each of them has to {@link #leave}. */
  boolean enter(int requests) {
    while (true) {
      long now = use.get();
      if ((now & RETIRED) != 0) {
        return false;
      }
      if (use.compareAndSet(now, now + requests)) {
        return true;
      }
    }
  }

  /** One request has its answer. */
  void leave() {
    if (use.decrementAndGet() == RETIRED) {
      drained.complete(null);
    }
  }

  /** Lets no more in; completes when the last has left. */
  CompletableFuture<Void> retire() {
    if (use.updateAndGet(now -> now | RETIRED) == RETIRED) {
      drained.complete(null);
    }
    return drained;
  }

  /** When it was last asked about a state of its own, in nanoseconds of the server's clock. */
  long asked() {
    return asked;
  }

  void asked(long nanos) {
    asked = nanos;
  }
}
