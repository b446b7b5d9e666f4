package io.harbinger.cli.bench.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Watches the console's event stream and counts what comes; closing leaves it. */
final class Watcher implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final Socket socket;
  private final Thread thread;
  private volatile long bytes;
  private volatile boolean closing;
  private volatile String failure = "";

  private Watcher(Socket socket, int number) {
    this.socket = socket;
    this.thread = new Thread(this::read, "bench-watcher-" + number);
  }

  /** Begins to watch a console that has no login. */
  static Watcher start(String consoleUrl, int number) throws IOException {
    URI console = URI.create(consoleUrl);
    Socket socket = new Socket(console.getHost(), console.getPort());
    socket
        .getOutputStream()
        .write(
            "GET /api/stream HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\n\r\n"
                .formatted(console.getAuthority())
                .getBytes(StandardCharsets.US_ASCII));
    Watcher watcher = new Watcher(socket, number);
    watcher.thread.start();
    return watcher;
  }

  private void read() {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = socket.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        // One thread writes.
        bytes = bytes + read;
      }
      failure = "the console ended the stream";
    } catch (IOException e) {
      failure = closing ? "" : e.toString();
    }
  }

  /** Bytes that came so far, the head of the answer included. */
  long bytes() {
    return bytes;
  }

  /** Fails where the stream has ended: what was measured would be of fewer watchers. */
  void checkWatching() {
    if (!failure.isEmpty()) {
      throw new IllegalStateException("a watcher watches no more: " + failure);
    }
  }

  @Override
  public void close() throws Exception {
    closing = true;
    socket.close();
    thread.join();
  }
}
