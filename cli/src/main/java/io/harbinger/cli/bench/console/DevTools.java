package io.harbinger.cli.bench.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chromium's DevTools protocol to one page: commands with answers, and events. */
final class DevTools implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger commands = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
  private final WebSocket socket;

  /** Connects to a page's own address. */
  DevTools(HttpClient client, URI page) throws Exception {
    this.socket = answered(client.newWebSocketBuilder().buildAsync(page, new Answers()));
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws IllegalStateException if Chromium refuses it
   */
  JsonNode command(String method, Map<String, Object> parameters) throws Exception {
    int id = commands.incrementAndGet();
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    WebSocket unused = answered(socket.sendText(JSON.writeValueAsString(command), true));
    JsonNode told = answered(answer);
    if (told.has("error")) {
      throw new IllegalStateException(
          "Chromium refuses %s: %s".formatted(method, told.path("error")));
    }
    return told.path("result");
  }

  /** Hears an event's parameters from now on, on the connection's own thread; one listener each. */
  void on(String event, Consumer<JsonNode> listener) {
    listeners.put(event, listener);
  }

  /** The value of an expression in the page. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        command("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(
          "%s failed in the page: %s".formatted(expression, result.path("exceptionDetails")));
    }
    return result.path("result").path("value");
  }

  /** What a future brings, where Chromium answers in time. */
  static <T> T answered(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Chromium did not answer within " + ANSWER, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the way to Chromium broke: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Answers implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      try {
        JsonNode json = JSON.readTree(message);
        CompletableFuture<JsonNode> answer = waiting.remove(json.path("id").asInt(-1));
        if (answer != null) {
          answer.complete(json);
        }
        Consumer<JsonNode> listener = listeners.get(json.path("method").asText());
        if (listener != null) {
          listener.accept(json.path("params"));
        }
      } catch (JsonProcessingException e) {
        fail(e);
      }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      fail(error);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      fail(new IllegalStateException("Chromium closed the connection: " + reason));
      return null;
    }

    private void fail(Throwable why) {
      waiting.values().forEach(answer -> answer.completeExceptionally(why));
    }
  }
}
