package io.harbinger.platform.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets no inference, and what they are told. */
final class RefusedInferenceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MODEL =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001/1");
  private static final Path STREAMING =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd002");
  private static final int LARGEST = 100_000;
  private static final String TOKEN = "a-token-of-the-tests";

  private static ModelServer server;
  private static InferenceService service;
  private static ProtocolClient client;

  @BeforeAll
  static void serve() {
    server = ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
    service = start(Optional.empty(), 64);
    client = new ProtocolClient(service.url());
  }

  @AfterAll
  static void stop() {
    service.close();
    server.close();
  }

  private static InferenceService start(Optional<String> token, int concurrency) {
    return InferenceService.start(
        server,
        List.of(MODEL, STREAMING),
        new InferenceServiceOptions(
            "127.0.0.1",
            0,
            token,
            LARGEST,
            concurrency,
            Duration.ofSeconds(30),
            ServingOptions.defaults()),
        "1");
  }

  static Stream<Arguments> badBodies() {
    String cycles = tensor("cycles", "INT32", "[1,50]", ascending(50));
    String settings = tensor("settings", "FP32", "[1,50,3]", zeros(150));
    String sensors = tensor("sensors", "FP32", "[1,50,21]", zeros(1050));
    return Stream.of(
        Arguments.of("{", "the body is no JSON"),
        Arguments.of("[]", "no JSON object"),
        Arguments.of("", "no JSON object"),
        Arguments.of("{}", "no inputs"),
        Arguments.of(body(cycles, settings), "the input sensors is missing"),
        Arguments.of(body(cycles, cycles, settings, sensors), "the input cycles came twice"),
        Arguments.of(
            body(tensor("cycles", "INT32", "[1,49]", ascending(49)), settings, sensors),
            "cycles has the shape [1, 49] (expected [batch, 50])"),
        Arguments.of(
            body(cycles, settings, tensor("sensors", "FP32", "[1,50,20]", zeros(1000))),
            "sensors has the shape [1, 50, 20] (expected [1, 50, 21])"),
        Arguments.of(
            body(cycles, settings, tensor("sensors", "FP32", "[1,50,21]", zeros(7))),
            "sensors has 7 elements and the shape [1, 50, 21] (expected 1050)"),
        Arguments.of(
            body(tensor("cycles", "INT32", "[1,50]", zeros(50)), settings, sensors),
            "expected whole numbers from 1"),
        Arguments.of(
            body(tensor("cycles", "BYTES", "[1,1]", "\"a\""), settings, sensors),
            "cycles has the shape [1, 1]"),
        Arguments.of(
            body(tensor("cycles", "INT99", "[1,50]", ascending(50)), settings, sensors),
            "cycles has the datatype INT99 (expected one of BOOL"),
        Arguments.of(
            body(cycles, tensor("settings", "FP32", "[1,50,3]", "NaN"), sensors), "no JSON"),
        Arguments.of(
            body(cycles, settings, tensor("sensors", "FP32", "[1,50,21]", zeros(1049) + ",1e999")),
            "is Infinity at reading 49"),
        Arguments.of(
            body(cycles, settings, sensors).replace("]}", "],\"outputs\":[{\"name\":\"age\"}]}"),
            "the output age is not known"));
  }

  private static String body(String... tensors) {
    return "{\"inputs\":[" + String.join(",", tensors) + "]}";
  }

  private static String tensor(String name, String datatype, String shape, String data) {
    return "{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":%s,\"data\":[%s] }"
        .formatted(name, datatype, shape, data);
  }

  private static String zeros(int count) {
    return String.join(",", java.util.Collections.nCopies(count, "0"));
  }

  private static String ascending(int count) {
    return Arrays.stream(java.util.stream.IntStream.rangeClosed(1, count).toArray())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void saysOfABadRequestWhatIsWrongWithIt(String body, String reason) throws Exception {
    assertRefused(client.infer("rul-fd001", body), 400, reason);
  }

  @Test
  void knowsNoOtherModelAndNoOtherVersion() throws Exception {
    assertRefused(client.infer("rul-fd009", "{}"), 404, "there are: rul-fd001, rul-fd002");
    assertRefused(client.infer("rul-fd001/versions/9", "{}"), 404, "it serves version 1");
    assertRefused(client.get("/v2/models/rul-fd009"), 404, "no model rul-fd009 here");
    assertRefused(client.get("/v2/models/rul-fd009/ready"), 404, "no model rul-fd009 here");
    assertRefused(client.get("/v1/elsewhere"), 404, "nothing at GET /v1/elsewhere");
  }

  @Test
  void takesNoBodyThatIsTooLarge() throws Exception {
    String large = "{\"inputs\":\"" + "x".repeat(LARGEST) + "\"}";
    assertRefused(client.infer("rul-fd001", large), 413, "more than 100000 bytes");
  }

  @Test
  void takesNoBinaryAndNoCompressedBody() throws Exception {
    assertRefused(
        client.infer("rul-fd001", "{}", "Inference-Header-Content-Length", "2"), 400, "binary");
    assertRefused(client.infer("rul-fd001", "{}", "Content-Encoding", "gzip"), 415, "gzip");
  }

  @Test
  void takesNoStateOfAnotherModel() throws Exception {
    String body =
        body(
            tensor("cycles", "INT32", "[1,1]", "1"),
            tensor("settings", "FP32", "[1,1,3]", zeros(3)),
            tensor("sensors", "FP32", "[1,1,21]", zeros(21)),
            tensor("state", "BYTES", "[1]", "\"AAAAAAAAAAA=\""));
    assertRefused(client.infer("rul-fd002", body), 400, "build the state anew");
    assertRefused(
        client.infer("rul-fd002", body.replace("AAAAAAAAAAA=", "#")), 400, "holds no state");
  }

  @Test
  void answersNoPageUnderAForeignName() throws Exception {
    assertThat(raw(service, "GET /v2 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("evil.example");
  }

  @Test
  void answersWithTheTokenOnly() throws Exception {
    try (InferenceService guarded = start(Optional.of(TOKEN), 64)) {
      ProtocolClient stranger = new ProtocolClient(guarded.url());
      assertRefused(stranger.get("/v2"), 401, "no or a wrong token");
      assertRefused(
          stranger.infer("rul-fd001", "{}", "Authorization", "Bearer " + TOKEN + "x"),
          401,
          "no or a wrong token");
      assertRefused(
          stranger.infer("rul-fd001", "{}", "Authorization", "Bearer " + TOKEN), 400, "no inputs");
    }
  }

  @Test
  void needsATokenBeyondLoopback() {
    assertThatThrownBy(
            () ->
                new InferenceServiceOptions(
                    "0.0.0.0",
                    0,
                    Optional.empty(),
                    1,
                    1,
                    Duration.ofSeconds(1),
                    ServingOptions.defaults()))
        .hasMessageContaining("0.0.0.0 without a token");
  }

  @Test
  void tellsOneTooManyWhenToComeAgain() throws Exception {
    try (InferenceService narrow = start(Optional.empty(), 1);
        Socket slow = connect(narrow)) {
      ProtocolClient others = new ProtocolClient(narrow.url());
      OutputStream out = slow.getOutputStream();
      // The server asks for the body once the request is under way, and gets half of it.
      out.write(
          ascii(
              "POST /v2/models/rul-fd001/infer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
      out.flush();
      String asked = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(slow.getInputStream().readNBytes(asked.length()), US_ASCII))
          .isEqualTo(asked);
      out.write(ascii("{"));
      out.flush();
      HttpResponse<String> refused = others.infer("rul-fd001", "{}");
      assertRefused(refused, 503, "1 requests are under way already");
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(others.get("/v2/health/ready").statusCode()).isEqualTo(200);
      out.write(ascii("}"));
      out.flush();
      assertThat(new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("no inputs");
      assertRefused(others.infer("rul-fd001", "{}"), 400, "no inputs");
    }
  }

  @Test
  void letsACallerFinishBeforeItRefuses() throws Exception {
    String head = "POST /v2/models/nobody/infer HTTP/1.1\r\nHost: localhost\r\n";
    try (Socket caller = connect(service)) {
      OutputStream out = caller.getOutputStream();
      out.write(ascii(head + "Content-Length: 2\r\n\r\n{"));
      out.flush();
      // Were it answered now, the connection would be closed under a caller who still writes.
      caller.setSoTimeout(300);
      assertThatThrownBy(() -> caller.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      caller.setSoTimeout(60_000);
      out.write(ascii("}" + head + "Connection: close\r\nContent-Length: 2\r\n\r\n{}"));
      out.flush();
      String answers = new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers.split("HTTP/1.1 404", -1)).as(answers).hasSize(3);
    }
  }

  private static Socket connect(InferenceService to) throws IOException {
    Socket socket = new Socket("127.0.0.1", URI.create(to.url()).getPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private static String raw(InferenceService to, String request) throws IOException {
    try (Socket socket = connect(to)) {
      socket.getOutputStream().write(ascii(request));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static void assertRefused(HttpResponse<String> response, int status, String reason)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(JSON.readTree(response.body()).path("error").asText()).contains(reason);
  }
}
