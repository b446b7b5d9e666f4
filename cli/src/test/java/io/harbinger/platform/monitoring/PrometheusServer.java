package io.harbinger.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A real Prometheus with the demo's configuration, in a hurry: it looks every few seconds. */
final class PrometheusServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Program program;
  private final int port;

  private PrometheusServer(Program program, int port) {
    this.program = program;
    this.port = port;
  }

  static PrometheusServer start(Path directory, URI metrics, URI alertmanager) throws IOException {
    ObjectNode config = (ObjectNode) OperationFiles.tree("prometheus/prometheus-demo.yml");
    // A busy machine may need seconds for an answer.
    ((ObjectNode) config.path("global"))
        .put("scrape_interval", "5s")
        .put("scrape_timeout", "5s")
        .put("evaluation_interval", "1s");
    ((ArrayNode) config.path("rule_files"))
        .removeAll()
        .add(OperationFiles.DASHBOARDS.resolve("prometheus/rules/*.yml").toString());
    target(config.at("/scrape_configs/0/static_configs/0"), metrics);
    target(config.at("/alerting/alertmanagers/0/static_configs/0"), alertmanager);
    Path file = directory.resolve("prometheus.yml");
    OperationFiles.write(config, file);
    int port = Program.freePort();
    return new PrometheusServer(
        Program.start(
            directory,
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + directory.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port),
        port);
  }

  private static void target(JsonNode statics, URI address) {
    ((ArrayNode) statics.path("targets")).removeAll().add(address.getAuthority());
  }

  /** Whether an expression has data now: at least one series, and each with a number. */
  boolean hasData(String expression) throws IOException, InterruptedException {
    JsonNode answer = query(expression);
    boolean any = false;
    for (JsonNode series : answer.at("/data/result")) {
      any = true;
      if (series.at("/value/1").asText().equals("NaN")) {
        return false;
      }
    }
    return any;
  }

  private JsonNode query(String expression) throws IOException, InterruptedException {
    program.checkAlive();
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/api/v1/query?query=%s"
                .formatted(port, URLEncoder.encode(expression, StandardCharsets.UTF_8)));
    HttpResponse<String> response =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.path("status").asText().equals("success")) {
      throw new AssertionError("%s: %s".formatted(expression, response.body()));
    }
    return answer;
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
  }
}
