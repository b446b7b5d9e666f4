package io.harbinger.server.version;

import java.util.concurrent.Semaphore;

/** Where executions of a version wait until a test lets them on. */
final class Gate {

  private static final int ALL = Integer.MAX_VALUE / 2;

  private final Semaphore permits = new Semaphore(0);

  Gate(int version) {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version);
    }
  }

  void pass() {
    permits.acquireUninterruptibly();
  }

  void open() {
    permits.release(ALL);
  }

  void shut() {
    permits.drainPermits();
  }

  /** Lets so many executions on. */
  void letOn(int executions) {
    permits.release(executions);
  }
}
