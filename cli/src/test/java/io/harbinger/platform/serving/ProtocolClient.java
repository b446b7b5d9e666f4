package io.harbinger.platform.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks HTTP to a service. */
final class ProtocolClient {

  /** A server that does not answer fails the test. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  ProtocolClient(String url) {
    this.url = url;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + path)));
  }

  /** Asks a model, or {@code MODEL/versions/VERSION}. */
  HttpResponse<String> infer(String model, JsonNode request)
      throws IOException, InterruptedException {
    return infer(model, request.toString());
  }

  HttpResponse<String> infer(String model, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/v2/models/" + model + "/infer"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** An output of an answer. */
  static JsonNode output(JsonNode answer, String name) {
    for (JsonNode output : answer.path("outputs")) {
      if (output.path("name").asText().equals(name)) {
        return output;
      }
    }
    throw new AssertionError("no output %s in %s".formatted(name, answer));
  }

  /** Adds an input of texts. */
  static void addTexts(ObjectNode request, String name, String... texts) {
    ObjectNode tensor = request.withArray("inputs").addObject();
    tensor.put("name", name).put("datatype", "BYTES").putArray("shape").add(texts.length);
    for (String text : texts) {
      tensor.withArray("data").add(text);
    }
  }
}
