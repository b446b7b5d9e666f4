package io.harbinger.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchBaselinesCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path data;

  @BeforeEach
  void writeEngines() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder lines = new StringBuilder();
    for (int unit = 1; unit <= 24; unit++) {
      int life = 130 + random.nextInt(60);
      for (int cycle = 1; cycle <= life; cycle++) {
        double wear = 10 * Math.exp(-(life - cycle) / 52.0) + random.nextGaussian();
        lines.append("%d %d 0.0 0.0 100.0".formatted(unit, cycle));
        lines.append(String.format(Locale.ROOT, " %.3f", wear).repeat(21)).append('\n');
      }
    }
    Files.writeString(data.resolve("train_FD001.txt"), lines);
  }

  @Test
  void printsEachBaselineAsJson() throws Exception {
    assertThat(run("--json", "--folds", "3")).as(err.toString()).isZero();

    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told)
        .extracting(row -> row.at("/baseline").asText())
        .containsExactly("constant", "ridge", "boosting");
    assertThat(told)
        .allSatisfy(
            row -> {
              assertThat(row.at("/heldOut/errors/engines").asInt()).isEqualTo(24);
              assertThat(row.at("/heldOut/interval/coverage").asDouble()).isGreaterThan(0.75);
              assertThat(row.at("/heldOut/prognosis/medianHorizon").isNumber()).isTrue();
              assertThat(row.at("/test").isNull()).isTrue();
            });
    assertThat(told.at("/1/heldOut/errors/rmseCapped").asDouble())
        .isLessThan(told.at("/0/heldOut/errors/rmseCapped").asDouble());
  }

  @Test
  void writesAReportBesideTheTable() throws Exception {
    Path report = data.resolve("report.html");

    assertThat(run("--report", report.toString(), "--folds", "3")).as(err.toString()).isZero();

    assertThat(out.toString()).contains("ridge, held out", "covers", "Saxena");
    assertThat(Files.readString(report)).contains("boosting on FD001");
  }

  @Test
  void refusesASingleFold() {
    assertThat(run("--folds", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("1 folds of 24 engines (expected 2 to as many as engines)");
  }

  private int run(String... options) {
    CommandLine command = new CommandLine(new BenchBaselinesCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] all = new String[options.length + 4];
    all[0] = "--data";
    all[1] = data.toString();
    all[2] = "--subset";
    all[3] = "FD001";
    System.arraycopy(options, 0, all, 4, options.length);
    return command.execute(all);
  }
}
