package io.harbinger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchAddingCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path results;

  @BeforeEach
  void namesADirectoryThatIsNotThere() {
    results = directory.resolve("deep/adding");
  }

  @Test
  void keepsTheRowTheCurveAndThePlotOfEachCell() throws Exception {
    assertThat(run("--cells", "ind-rnn,tanh-rnn", "--updates", "5", "--json")).isZero();

    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told)
        .extracting(row -> row.at("/cell").asText() + " " + row.at("/layers").asInt())
        .containsExactly("ind-rnn 2", "tanh-rnn 1");
    assertThat(told.at("/0/solvedAt").isNull()).isTrue();
    assertThat(Files.readAllLines(results.resolve("adding.csv")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("cell,steps,units,layers,batch,learningRate,seed,target,solvedAt,updates");
    assertThat(Files.readAllLines(results.resolve("curves/ind-rnn.csv")))
        .hasSize(4)
        .startsWith("update,error");
    assertThat(Files.readString(results.resolve("adding.svg")))
        .as("a curve of each cell's colour")
        .contains("stroke:rgb(78,121,167)", "stroke:rgb(242,142,43)")
        .doesNotContain("stroke:rgb(225,87,89)");
    assertThat(results.resolve("adding.png")).isNotEmptyFile();
    assertThat(err.toString()).contains("ind-rnn    update     5 of 5");
  }

  @Test
  void stopsACellThatStaysBelowTheTarget() throws Exception {
    assertThat(run("--cells", "gru", "--updates", "50", "--target", "100")).isZero();

    assertThat(out.toString()).contains("solved at update 2 ").contains("after 6 updates");
  }

  @Test
  void aCellRunAgainTakesTheEarlierOnesPlace() throws Exception {
    run("--cells", "gru", "--updates", "4");
    run("--cells", "gru", "--updates", "2");

    assertThat(Files.readAllLines(results.resolve("adding.csv"))).hasSize(3);
    assertThat(Files.readAllLines(results.resolve("curves/gru.csv"))).hasSize(2);
  }

  @Test
  void refusesResultsOverOtherSteps() {
    run("--cells", "gru", "--updates", "1");

    assertThat(run("--cells", "gru", "--updates", "1", "--time", "9")).isEqualTo(2);
    assertThat(err.toString()).contains("over 8 steps (expected 9").contains("of its own");
  }

  @Test
  void refusesACellThatIsNotThere() {
    assertThat(run("--cells", "elman")).isEqualTo(2);

    assertThat(err.toString()).contains("no cell elman").contains("tanh-rnn");
    assertThat(results).doesNotExist();
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        new CommandLine(new BenchAddingCommand())
            .setOverwrittenOptionsAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("--out", results.toString(), "--hidden", "4"));
    all.addAll(List.of("--time", "8", "--batch", "3", "--measure-every", "2"));
    all.addAll(List.of(arguments));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
