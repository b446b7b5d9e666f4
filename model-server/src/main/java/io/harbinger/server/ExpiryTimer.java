package io.harbinger.server;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends overdue requests that no worker comes to, so that a caller hears in time though the model
 * hangs. Workers drop what is overdue by themselves; this one looks at the earliest deadline, but
 * no more often than every few milliseconds. Thread-safe.
 */
final class ExpiryTimer<I, O> {

  private static final long BETWEEN = Duration.ofMillis(5).toNanos();

  private final RequestQueue<I, O> queue;
  private final Endings<I, O> endings;
  private final ScheduledExecutorService timer;
  private final LongSupplier nanoTime;
  private @Nullable ScheduledFuture<?> next;
  private long nextAt;

  ExpiryTimer(
      RequestQueue<I, O> queue,
      Endings<I, O> endings,
      ScheduledExecutorService timer,
      LongSupplier nanoTime) {
    this.queue = queue;
    this.endings = endings;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /** Will look at a moment of the server's clock, or soon after it. */
  synchronized void expect(long expiresAt) {
    if (next != null && nextAt - expiresAt <= BETWEEN) {
      return;
    }
    if (next != null) {
      next.cancel(false);
    }
    long delay = Math.max(BETWEEN, expiresAt - nanoTime.getAsLong());
    try {
      next = timer.schedule(this::look, delay, TimeUnit.NANOSECONDS);
      nextAt = expiresAt;
    } catch (RejectedExecutionException e) {
      // The server is closing, which ends everything that waits.
      next = null;
    }
  }

  private void look() {
    synchronized (this) {
      next = null;
    }
    queue.takeOverdue().forEach(endings::end);
    OptionalLong expiry = queue.nextExpiry();
    if (expiry.isPresent()) {
      expect(expiry.getAsLong());
    }
  }
}
