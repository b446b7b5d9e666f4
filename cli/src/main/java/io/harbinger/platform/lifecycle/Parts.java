package io.harbinger.platform.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a running platform: started one after the other, closed in reverse. Where a start
 * fails, closing this stops what had started. Owned and closed by one thread.
 */
public final class Parts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Parts.class);

  private final Deque<Part> started = new ArrayDeque<>();

  /** Starts a part and keeps it; a failure of the start is passed on. */
  public <T extends AutoCloseable> T start(String name, Callable<T> starter) throws Exception {
    long begin = System.nanoTime();
    T part = starter.call();
    started.push(new Part(name, part));
    log.info("{} started in {} ms", name, (System.nanoTime() - begin) / 1_000_000);
    return part;
  }

  /** Closes every part, the last first; a part that fails to close does not keep others open. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.closeable().close();
        log.info("{} stopped", part.name());
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (failure == null) {
          failure = new IllegalStateException("%s did not stop".formatted(part.name()), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private record Part(String name, AutoCloseable closeable) {}
}
