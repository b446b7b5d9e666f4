package io.harbinger.source.cmapss.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on the loopback interface that offers one file, and may misbehave. */
final class ArchiveServer implements AutoCloseable {

  /** How one request is answered. */
  enum Behaviour {
    /** As it should be, ranges included. */
    GOOD,
    /** The connection breaks after half of what was asked for. */
    CUT,
    /** Half of what was asked for, then silence. */
    SILENT,
    /** The whole file, whatever range was asked for. */
    WITHOUT_RANGES,
    NOT_FOUND
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile byte[] file;
  private final Queue<Behaviour> behaviours = new ArrayDeque<>();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private volatile String etag = "\"first\"";

  /**
   * A running server.
   *
   * @param behaviours of the first requests; those after them are answered well
   */
  ArchiveServer(byte[] file, Behaviour... behaviours) throws IOException {
    this.file = file;
    this.behaviours.addAll(List.of(behaviours));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/data.zip", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data.zip");
  }

  /** From now on there is another version. */
  void offer(byte[] other, String tag) {
    file = other;
    etag = "\"" + tag + "\"";
  }

  /** The ranges that were asked for, one a request; "all" where none was. */
  List<String> ranges() {
    return ranges;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "all" : range);
      Behaviour behaviour;
      synchronized (behaviours) {
        behaviour = behaviours.isEmpty() ? Behaviour.GOOD : behaviours.remove();
      }
      if (behaviour == Behaviour.NOT_FOUND) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.getResponseHeaders().set("ETag", etag);
      boolean partial =
          range != null
              && behaviour != Behaviour.WITHOUT_RANGES
              && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
      int from = partial ? Integer.parseInt(range.substring("bytes=".length()).split("-")[0]) : 0;
      if (partial) {
        exchange
            .getResponseHeaders()
            .set("Content-Range", "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
      }
      exchange.sendResponseHeaders(partial ? 206 : 200, file.length - from);
      boolean half = behaviour == Behaviour.CUT || behaviour == Behaviour.SILENT;
      OutputStream body = exchange.getResponseBody();
      body.write(file, from, half ? (file.length - from) / 2 : file.length - from);
      body.flush();
      if (behaviour == Behaviour.SILENT) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
