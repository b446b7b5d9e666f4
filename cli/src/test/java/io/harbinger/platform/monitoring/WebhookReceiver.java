package io.harbinger.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Gets what Alertmanager sends. */
final class WebhookReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** One alert of a message, when it came, and for whom it was. */
  record Message(Instant at, String receiver, JsonNode alert) {
    String label(String name) {
      return alert.at("/labels/" + name).asText();
    }

    boolean isFiring() {
      return alert.path("status").asText().equals("firing");
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant now = Instant.now();
    JsonNode message = JSON.readTree(exchange.getRequestBody());
    message
        .path("alerts")
        .forEach(alert -> messages.add(new Message(now, message.path("receiver").asText(), alert)));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Optional<Message> first(Predicate<Message> wanted) {
    return messages.stream().filter(wanted).findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
