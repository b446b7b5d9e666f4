package io.harbinger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.cli.bench.load.TinyRulModel;
import io.harbinger.model.Backend;
import io.harbinger.model.ModelDirectory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchRulCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path models;
  private Path model;

  @BeforeEach
  void writesAModel() {
    model = TinyRulModel.write(models);
  }

  @Test
  void measuresTheModelAndTheServerAtEachBatch() throws Exception {
    assertThat(run("--batches", "1,3", "--threads", "2", "--json")).isZero();

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/model").asText()).isEqualTo("tiny");
    assertThat(report.at("/workers").asInt()).isEqualTo(2);
    assertThat(report.at("/rates"))
        .extracting(rate -> rate.at("/side").asText() + " " + rate.at("/batch").asInt())
        .containsExactly("model 1", "model 3", "server 1", "server 3");
    assertThat(report.at("/rates"))
        .allSatisfy(
            rate -> {
              assertThat(rate.at("/windowsPerSecond/median").asDouble()).isPositive();
              assertThat(rate.at("/windowsPerSecond/rounds")).hasSize(2);
            });
  }

  @Test
  void tellsPeopleTheSame() {
    assertThat(run("--batches", "2")).isZero();

    assertThat(out.toString()).contains("tiny/1").contains("model ").contains("server ");
  }

  @Test
  void measuresAModelOnAnotherBackendTheSameWay() throws Exception {
    model = ModelDirectory.open(model).copy(models.resolve("tiny/2"), Backend.ONNXRUNTIME).path();
    assertThat(run("--batches", "1,3", "--json")).isZero();

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/version").asText()).isEqualTo("2");
    assertThat(report.at("/rates"))
        .hasSize(4)
        .allSatisfy(
            rate -> assertThat(rate.at("/windowsPerSecond/median").asDouble()).isPositive());
  }

  @Test
  void refusesBatchesWithoutWindows() {
    assertThat(run("--batches", "0")).isEqualTo(2);

    assertThat(err.toString()).contains("batches of [0] windows").contains("each positive");
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        new CommandLine(new BenchRulCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> all =
        new ArrayList<>(List.of("--model", model.toString(), "--seconds", "0.01", "--rounds", "2"));
    all.addAll(List.of("--warm-up", "0"));
    all.addAll(List.of(arguments));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
