package io.harbinger.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.SensorReading;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PredictRulCommandTest {

  private static final String MODEL =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001/1").toString();

  @TempDir Path directory;

  @Test
  void predictsEachAssetOfAFileOfJsonAtItsNewestReading() throws Exception {
    ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
    FleetSimulator fleet = new FleetSimulator(FleetOptions.staggered(4, 5));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4 * 60; i++) {
      lines.add(codec.toJson(fleet.next().reading()));
    }
    Path file = Files.write(directory.resolve("readings.jsonl"), lines);
    JsonNode document = json("--model", MODEL, "--readings", file.toString(), "--json");
    assertThat(document.path("model").asText()).isEqualTo("rul-fd001");
    JsonNode predictions = document.path("predictions");
    assertThat(predictions.size()).isGreaterThanOrEqualTo(4);
    double before = 0;
    for (JsonNode prediction : predictions) {
      assertThat(prediction.path("rul").asDouble()).isBetween(before, 125.0);
      before = prediction.path("rul").asDouble();
    }
  }

  @Test
  void aStreamingModelTellsTheIntervalToo() throws Exception {
    String line = "1 %d 0 0 100" + " 1.5".repeat(21);
    Path file =
        Files.writeString(
            directory.resolve("some.txt"), line.formatted(1) + "\n" + line.formatted(2) + "\n");
    String streaming = Path.of(MODEL).resolveSibling("2").toString();
    JsonNode told =
        json("--model", streaming, "--readings", file.toString(), "--json").at("/predictions/0");
    assertThat(told.path("cycle").asInt()).isEqualTo(2);
    double rul = told.path("rul").asDouble();
    assertThat(told.path("rulLow").asDouble()).isLessThanOrEqualTo(rul);
    assertThat(told.path("rulHigh").asDouble()).isGreaterThanOrEqualTo(rul);
  }

  @Test
  void readsNasasColumnsAndSaysWhichLineIsWrong() throws Exception {
    String line = "1 %d 0 0 100" + " 1.5".repeat(21);
    Path file =
        Files.writeString(
            directory.resolve("some.txt"), line.formatted(1) + "\n" + line.formatted(2) + "\n");
    JsonNode document = json("--model", MODEL, "--readings", file.toString(), "--json");
    assertThat(document.at("/predictions/0/asset").asText()).isEqualTo("unit-001");
    assertThat(document.at("/predictions/0/padded").asInt()).isEqualTo(48);

    Files.writeString(file, line.formatted(1) + "\n1 2 3\n");
    StringWriter err = new StringWriter();
    assertThat(run(new StringWriter(), err, "--model", MODEL, "--readings", file.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("some.txt, line 2: 3 columns (expected 26 columns)");
  }

  @Test
  void aReadingOfAnotherProfileIsRefusedWithItsAsset() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("pump.jsonl"),
            "{\"asset\":\"pump-1\",\"cycle\":1,\"settings\":[0],\"sensors\":[1,2]}\n");
    StringWriter err = new StringWriter();
    assertThat(run(new StringWriter(), err, "--model", MODEL, "--readings", file.toString()))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("asset pump-1, run 1")
        .contains("1 settings and 2 sensors")
        .contains("takes 50, 3 and 21");
  }

  private static JsonNode json(String... arguments) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertThat(run(out, err, arguments)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private static int run(StringWriter out, StringWriter err, String... arguments) {
    return new CommandLine(new PredictRulCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println(e.getMessage());
              return 1;
            })
        .execute(arguments);
  }
}
