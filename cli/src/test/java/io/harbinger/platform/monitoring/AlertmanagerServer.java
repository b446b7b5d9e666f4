package io.harbinger.platform.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A real Alertmanager with the shipped routes, in a hurry, whose receivers are a test's own
 * addresses instead of the example's.
 */
final class AlertmanagerServer implements AutoCloseable {

  private final Program program;
  private final int port;

  private AlertmanagerServer(Program program, int port) {
    this.program = program;
    this.port = port;
  }

  static AlertmanagerServer start(Path directory, URI webhook) throws IOException {
    JsonNode config = OperationFiles.tree("alertmanager/alertmanager.yml");
    hurry(config.path("route"));
    for (JsonNode receiver : config.path("receivers")) {
      ((ObjectNode) receiver).remove("email_configs");
      String name = receiver.path("name").asText();
      ((ObjectNode) receiver)
          .putArray("webhook_configs")
          .addObject()
          .put("url", webhook.resolve("/" + name).toString())
          .put("send_resolved", true);
    }
    Path file = directory.resolve("alertmanager.yml");
    OperationFiles.write(config, file);
    int port = Program.freePort();
    return new AlertmanagerServer(
        Program.start(
            directory,
            "prometheus-alertmanager",
            "--config.file=" + file,
            "--storage.path=" + directory.resolve("alertmanager"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address="),
        port);
  }

  /** The example waits for more of the same before it sends; the test does not. */
  private static void hurry(JsonNode route) {
    ((ObjectNode) route).put("group_wait", "0s").put("group_interval", "1s");
    route.path("routes").forEach(AlertmanagerServer::hurry);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  void checkAlive() throws IOException {
    program.checkAlive();
  }

  @Override
  public void close() throws InterruptedException {
    program.close();
  }
}
