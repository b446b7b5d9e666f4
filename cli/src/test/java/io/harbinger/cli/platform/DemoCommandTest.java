package io.harbinger.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DemoCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void endsAfterItsTimeWithOneDocumentWhoseCountsAgree(@TempDir Path directory) throws Exception {
    int exit =
        run(
            "--for",
            "4s",
            "--rate",
            "50",
            "--json",
            "--dir",
            directory.toString(),
            "--kafka-port",
            "0",
            "--metrics-port",
            "0");
    assertThat(exit).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("complete").asBoolean()).isTrue();
    assertThat(report.path("readings").asLong()).isPositive();
    assertThat(report.path("windows").asLong()).isEqualTo(report.path("readings").asLong());
    assertThat(report.path("predictions").asLong()).isEqualTo(report.path("windows").asLong());
    assertThat(report.path("deadLetters").asLong()).isZero();
    assertThat(report.at("/latencyMillis/p50").asLong()).isPositive();
    assertThat(report.at("/latencyMillis/p99").isIntegralNumber()).isTrue();
    assertThat(report.has("alerts")).isTrue();
    assertThat(err.toString())
        .contains("Kafka 127.0.0.1:")
        .contains("/metrics")
        .contains("console http://127.0.0.1:");
  }

  @Test
  void aTimeNeedsAUnit() {
    assertThat(run("--for", "60")).isEqualTo(2);
    assertThat(err.toString()).contains("'60' is no time (expected a number and a unit");
  }

  @Test
  void dataNeedASubset() {
    assertThat(run("--data", "somewhere")).isEqualTo(2);
    assertThat(err.toString()).contains("--subset");
  }

  private int run(String... arguments) {
    return new CommandLine(new DemoCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }
}
