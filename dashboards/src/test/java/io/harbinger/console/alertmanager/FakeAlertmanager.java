package io.harbinger.console.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what is posted, and answers as it is told. */
final class FakeAlertmanager implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<JsonNode> alerts = new CopyOnWriteArrayList<>();
  final AtomicInteger requests = new AtomicInteger();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  FakeAlertmanager() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/prefix/api/v2/alerts", this::take);
    server.start();
  }

  /** The answers to the next requests; then 200. */
  void answer(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/prefix/".formatted(server.getAddress().getPort()));
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    Integer status = answers.poll();
    JsonNode posted = JSON.readTree(exchange.getRequestBody());
    if (status == null) {
      posted.forEach(alerts::add);
    }
    byte[] body = "\"said the fake\"".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status == null ? 200 : status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
