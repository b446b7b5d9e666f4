package io.harbinger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class BenchCellsCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresBothPassesOfEveryCell() throws Exception {
    assertThat(run("--batches", "2", "--json")).isZero();

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/clock").asText()).isEqualTo("cpu");
    assertThat(report.at("/rates")).hasSize(2 * BenchedCell.values().length);
    assertThat(report.at("/rates/0/pass").asText()).isEqualTo("inference");
    assertThat(report.at("/rates/1/pass").asText()).isEqualTo("training");
    assertThat(report.at("/rates"))
        .allSatisfy(
            rate -> {
              double perSecond = rate.at("/sequencesPerSecond/median").asDouble();
              assertThat(perSecond).isPositive();
              assertThat(rate.at("/milliseconds").asDouble())
                  .isCloseTo(2000 / perSecond, within(1e-9));
            });
  }

  @Test
  void tellsPeopleWhoseTimeItIs() {
    assertThat(run("--cells", "janet", "--batches", "1,3", "--clock", "wall")).isZero();

    assertThat(out.toString())
        .contains("4 steps, 3 features, 5 units, wall time")
        .contains("janet      training       3");
  }

  @Test
  void refusesWhatItCannotMeasure() {
    assertThat(run("--cells", "elman")).isEqualTo(2);
    assertThat(err.toString()).contains("no cell elman").contains("gru-after");
    assertThat(run("--clock", "sun")).isEqualTo(2);
    assertThat(err.toString()).contains("a clock sun (expected cpu or wall)");
    assertThat(run("--batches", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("batches of [0] sequences");
  }

  private int run(String... arguments) {
    CommandLine commandLine =
        new CommandLine(new BenchCellsCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("--time", "4", "--features", "3", "--units", "5"));
    all.addAll(List.of("--seconds", "0.001", "--rounds", "1", "--warm-up", "0"));
    all.addAll(List.of(arguments));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
