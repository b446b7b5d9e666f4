package io.harbinger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.cli.bench.load.RandomWindows;
import io.harbinger.model.rul.RulModelWriter;
import io.harbinger.model.rul.RulNetwork;
import io.harbinger.model.rul.RulNetworkConfig;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.model.rul.RulSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
    RulSpec spec =
        new RulSpec(
            new RulNetworkConfig(3, 4, List.of(5, 2), 0, false, List.of(15, 30), 20),
            new RulScaling(List.of(0.0, 0.0, 500.0), List.of(1.0, 0.01, 0.0), 5, 60, 125),
            List.of(
                new RulSpec.Channel("setting", "1"),
                new RulSpec.Channel("cycle", "1"),
                new RulSpec.Channel("sensor", "K")),
            1,
            125,
            List.of());
    model = models.resolve("tiny/1");
    try (NDManager manager = NDManager.newBaseManager()) {
      RulNetwork network = new RulNetwork(spec.network(), 1);
      network.initialize(manager);
      RulModelWriter.write(
          model,
          spec,
          network,
          new RandomWindows(spec, new SplittableRandom(1)).next(1),
          List.of(),
          JsonNodeFactory.instance.objectNode(),
          JsonNodeFactory.instance.objectNode());
    }
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
