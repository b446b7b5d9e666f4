package io.harbinger.cli.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.cli.Main;
import io.harbinger.cli.bench.load.TinyRulModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for leaks in a process of its own, whose heap is resident from the start. */
class LeakTest {

  @TempDir Path directory;

  @BeforeEach
  void onlyWhereTheSystemTells() {
    assumeThat(ResidentMemory.bytes()).as("resident memory, as Linux tells it").isPresent();
  }

  @Test
  void servingGivesBackWhatItTakes() throws Exception {
    JsonNode report = searched(0);
    assertThat(report.at("/growth").asDouble()).as(report.toString()).isLessThanOrEqualTo(0.1);
  }

  @Test
  void aModelThatKeepsItsArraysIsFoundOut() throws Exception {
    JsonNode report = searched(1, "--control");
    assertThat(report.at("/growth").asDouble()).as(report.toString()).isGreaterThan(0.1);
  }

  @Test
  void readsWhatTheSystemTells() {
    assertThat(ResidentMemory.read(List.of("VmPeak:\t  9 kB", "VmRSS:\t   1234 kB")))
        .hasValue(1234 * 1024);
    assertThat(ResidentMemory.read(List.of("Name:\tjava"))).isEqualTo(OptionalLong.empty());
  }

  private JsonNode searched(int expectedCode, String... options)
      throws IOException, InterruptedException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64m",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bench",
                "leaks",
                "--json",
                "--model",
                TinyRulModel.write(directory).toString(),
                "--inferences",
                "16000",
                "--loads",
                "20"));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().put("OPT_OUT_TRACKING", "true");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(expectedCode);
    return new ObjectMapper().readTree(Files.readString(out));
  }
}
