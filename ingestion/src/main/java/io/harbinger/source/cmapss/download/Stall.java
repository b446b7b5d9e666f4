package io.harbinger.source.cmapss.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream on which nothing comes for too long, since a read of the HTTP client's has no
 * timeout of its own: a server that falls silent would hold the program for ever. Owns a thread
 * until it is closed; the reads are one thread's.
 */
final class Stall implements AutoCloseable {

  private final InputStream stream;
  private final Duration patience;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-stall");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean stalled;

  Stall(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
  }

  /** Reads as the stream does; a stall is an error that says so. */
  int read(byte[] buffer) throws IOException {
    ScheduledFuture<?> watch =
        executor.schedule(this::give, patience.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return stream.read(buffer);
    } catch (IOException e) {
      throw stalled
          ? new IOException("nothing came for " + patience.toSeconds() + " seconds", e)
          : e;
    } finally {
      watch.cancel(false);
    }
  }

  private void give() {
    stalled = true;
    try {
      stream.close();
    } catch (IOException e) {
      // The reader is told by its own exception; there is nobody else to tell.
      return;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
