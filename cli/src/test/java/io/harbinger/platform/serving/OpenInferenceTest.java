package io.harbinger.platform.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that knows the protocol's specification and nothing else of us. */
final class OpenInferenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001");

  @TempDir static Path models;

  private static ModelServer server;
  private static InferenceService service;
  private static ProtocolClient client;

  @BeforeAll
  static void serve() throws IOException {
    copy(SHIPPED.resolve("1"), models.resolve("windowed/7"));
    copy(SHIPPED.resolve("2"), models.resolve("streaming/3"));
    server = ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
    service =
        InferenceService.start(
            server,
            List.of(models.resolve("windowed"), models.resolve("streaming/3")),
            onAnyPort(),
            "1.2.3");
    client = new ProtocolClient(service.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    server.close();
  }

  private static InferenceServiceOptions onAnyPort() {
    InferenceServiceOptions defaults = InferenceServiceOptions.defaults();
    return new InferenceServiceOptions(
        defaults.host(),
        0,
        defaults.token(),
        defaults.largestBody(),
        defaults.concurrency(),
        defaults.patience(),
        defaults.serving());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void saysThatItLivesAndIsReady() throws Exception {
    assertThat(client.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
    assertThat(client.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
    assertThat(client.get("/v2/models/windowed/ready").body())
        .isEqualTo("{\"name\":\"windowed\",\"ready\":true}");
    assertThat(client.get("/v2/models/streaming/versions/3/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhatItIs() throws Exception {
    JsonNode told = JSON.readTree(client.get("/v2").body());
    assertThat(told.path("name").asText()).isEqualTo("harbinger");
    assertThat(told.path("version").asText()).isEqualTo("1.2.3");
    assertThat(told.path("extensions").isArray()).isTrue();
  }

  @Test
  void describesAModelsTensors() throws Exception {
    JsonNode told = JSON.readTree(client.get("/v2/models/windowed").body());
    assertThat(told.path("name").asText()).isEqualTo("windowed");
    assertThat(told.path("versions").toString()).isEqualTo("[\"7\"]");
    assertThat(told.path("platform").asText()).isNotEmpty();
    assertThat(told.path("inputs").toString())
        .isEqualTo(
            """
            [{"name":"cycles","datatype":"INT32","shape":[-1,50]},\
            {"name":"settings","datatype":"FP32","shape":[-1,50,3]},\
            {"name":"sensors","datatype":"FP32","shape":[-1,50,21]}]""");
    assertThat(told.path("outputs").findValuesAsText("name"))
        .containsExactly("rul", "within15", "within30");
  }

  @Test
  void answersABatchOfWindowsAsTheModelsOwnSampleSays() throws Exception {
    JsonNode cases = sample("windowed/7").path("cases");
    ObjectNode request = request(cases.get(0), cases.get(1)).put("id", "a-17");
    HttpResponse<String> response = client.infer("windowed", request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode told = JSON.readTree(response.body());
    assertThat(told.path("model_name").asText()).isEqualTo("windowed");
    assertThat(told.path("model_version").asText()).isEqualTo("7");
    assertThat(told.path("id").asText()).isEqualTo("a-17");
    for (String output : List.of("rul", "within15", "within30")) {
      JsonNode tensor = ProtocolClient.output(told, output);
      assertThat(tensor.path("datatype").asText()).isEqualTo("FP32");
      assertThat(tensor.path("shape").toString()).isEqualTo("[2]");
      for (int i = 0; i < 2; i++) {
        assertThat(tensor.path("data").get(i).asDouble())
            .isCloseTo(cases.get(i).path(output).asDouble(), within(1e-3));
      }
    }
  }

  @Test
  void takesDataFlatOrNestedAndFromOneVersionByItsNumber() throws Exception {
    JsonNode one = sample("windowed/7").path("cases").get(0);
    ObjectNode nested = request(one);
    ObjectNode flat = request(one);
    for (JsonNode input : flat.path("inputs")) {
      ArrayNode data = JSON.createArrayNode();
      flatten(input.path("data"), data);
      ((ObjectNode) input).set("data", data);
    }
    JsonNode expected = JSON.readTree(client.infer("windowed", nested).body());
    HttpResponse<String> response = client.infer("windowed/versions/7", flat);
    assertThat(JSON.readTree(response.body())).isEqualTo(expected);
  }

  private static void flatten(JsonNode data, ArrayNode into) {
    data.forEach(
        element -> {
          if (element.isArray()) {
            flatten(element, into);
          } else {
            into.add(element);
          }
        });
  }

  @Test
  void givesTheOutputsThatWereAskedFor() throws Exception {
    ObjectNode request = request(sample("windowed/7").path("cases").get(0));
    request.putArray("outputs").addObject().put("name", "within30");
    JsonNode told = JSON.readTree(client.infer("windowed", request).body());
    assertThat(told.path("outputs").findValuesAsText("name")).containsExactly("within30");
  }

  @Test
  void readsAMachineOnFromTheStateOfTheAnswerBefore() throws Exception {
    JsonNode life = sample("streaming/3");
    int last = life.path("cycles").size();
    JsonNode first = JSON.readTree(client.infer("streaming", request(part(life, 0, 100))).body());
    ObjectNode request = request(part(life, 100, last));
    ProtocolClient.addTexts(
        request, "state", ProtocolClient.output(first, "state").path("data").get(0).asText());
    request.putObject("parameters").put("explain", true);
    JsonNode second = JSON.readTree(client.infer("streaming", request).body());
    for (String output : List.of("rul", "low", "high", "within15", "within30")) {
      JsonNode before = ProtocolClient.output(first, output);
      JsonNode after = ProtocolClient.output(second, output);
      assertThat(before.path("shape").toString()).isEqualTo("[1,100]");
      for (int t = 0; t < last; t++) {
        JsonNode told = t < 100 ? before.path("data").get(t) : after.path("data").get(t - 100);
        assertThat(told.asDouble())
            .as("%s at cycle %d", output, t + 1)
            .isCloseTo(life.path("answers").get(t).path(output).asDouble(), within(1e-2));
      }
    }
    assertThat(ProtocolClient.output(second, "reason.sensor").path("data").get(0).asText())
        .isNotEmpty();
    assertThat(ProtocolClient.output(second, "reason.cycles").path("shape").toString())
        .isEqualTo("[1,14]");
    assertThat(first.path("outputs").findValuesAsText("name"))
        .containsExactly("rul", "low", "high", "within15", "within30", "state");
  }

  @Test
  void followsWhatIsDecidedAboutItsVersions() throws Exception {
    Path name = models.resolve("followed");
    copy(SHIPPED.resolve("1"), name.resolve("1"));
    try (InferenceService followed =
        InferenceService.start(server, List.of(name), onAnyPort(), "1")) {
      ProtocolClient caller = new ProtocolClient(followed.url());
      ObjectNode request = request(sample("windowed/7").path("cases").get(0));
      assertThat(version(caller, request)).isEqualTo("1");
      copy(SHIPPED.resolve("1"), name.resolve("2"));
      await().atMost(Duration.ofSeconds(60)).until(() -> version(caller, request).equals("2"));
      assertThat(caller.infer("followed/versions/1", request).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void answersEachRowByTheVersionOfItsState() throws Exception {
    Path name = models.resolve("successive");
    copy(SHIPPED.resolve("2"), name.resolve("1"));
    JsonNode life = sample("streaming/3");
    try (InferenceService followed =
        InferenceService.start(server, List.of(name), onAnyPort(), "1")) {
      ProtocolClient caller = new ProtocolClient(followed.url());
      ObjectNode first = request(part(life, 0, 3));
      JsonNode told = JSON.readTree(caller.infer("successive", first).body());
      String state = ProtocolClient.output(told, "state").path("data").get(0).asText();
      copy(SHIPPED.resolveSibling("rul-fd003/1"), name.resolve("2"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  JSON.readTree(caller.infer("successive", first).body())
                      .path("model_version")
                      .asText()
                      .equals("2"));
      ObjectNode next = request(part(life, 3, 4), part(life, 3, 4));
      ProtocolClient.addTexts(next, "state", state, "");
      JsonNode both = JSON.readTree(caller.infer("successive", next).body());
      assertThat(both.path("model_version").asText()).isEqualTo("1,2");
      assertThat(both.path("parameters").path("row_versions").asText()).isEqualTo("1,2");
      assertThat(ProtocolClient.output(both, "rul").path("data").get(0).asDouble())
          .isCloseTo(life.path("answers").get(3).path("rul").asDouble(), within(1e-2));
    }
  }

  private static String version(ProtocolClient caller, ObjectNode request) throws Exception {
    HttpResponse<String> response = caller.infer("followed", request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body()).path("model_version").asText();
  }

  private static ObjectNode part(JsonNode life, int from, int to) {
    ObjectNode part = JSON.createObjectNode();
    for (String name : List.of("cycles", "settings", "sensors")) {
      ArrayNode rows = part.putArray(name);
      for (int t = from; t < to; t++) {
        rows.add(life.path(name).get(t));
      }
    }
    return part;
  }

  private static JsonNode sample(String version) throws IOException {
    return JSON.readTree(models.resolve(version).resolve("sample.json").toFile());
  }

  /** A request of machines whose cycles, settings and sensors are given. */
  private static ObjectNode request(JsonNode... machines) {
    int time = machines[0].path("cycles").size();
    ObjectNode request = JSON.createObjectNode();
    ArrayNode inputs = request.putArray("inputs");
    for (String name : List.of("cycles", "settings", "sensors")) {
      ObjectNode tensor = inputs.addObject().put("name", name);
      tensor.put("datatype", name.equals("cycles") ? "INT32" : "FP32");
      ArrayNode shape = tensor.putArray("shape").add(machines.length).add(time);
      if (!name.equals("cycles")) {
        shape.add(machines[0].path(name).get(0).size());
      }
      ArrayNode data = tensor.putArray("data");
      for (JsonNode machine : machines) {
        data.add(machine.path(name));
      }
    }
    return request;
  }
}
