package io.harbinger.source.publish;

import java.util.concurrent.locks.LockSupport;

/** Time that passes, and waiting for it; a test passes time of its own. */
public interface Ticker {

  /** Nanoseconds since some fixed moment. */
  long nanos();

  /**
   * Waits at most so long. It may return sooner, and does so when the thread is or becomes
   * interrupted, which it leaves interrupted.
   */
  void park(long nanos);

  /** The machine's. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
      }
    };
  }
}
