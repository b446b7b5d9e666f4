package io.harbinger.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that stands still until a test says otherwise. */
final class ManualClock implements LongSupplier {

  /** Near its end, so that whoever compares two moments by their size is found out. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

  @Override
  public long getAsLong() {
    return now.get();
  }

  void advance(Duration by) {
    now.addAndGet(by.toNanos());
  }
}
