package io.harbinger.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the programs that read these files say of them; left out where they are not installed. */
final class OperationProgramsTest {

  @TempDir private Path scratch;

  @Test
  void promtoolAcceptsTheConfigurationsAndTheirRules() throws Exception {
    run("prometheus", "promtool", "check", "config", "dashboards/prometheus/prometheus.yml");
    run("prometheus", "promtool", "check", "config", "dashboards/prometheus/prometheus-demo.yml");
  }

  @Test
  void theRulesPassTheirTests() throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
    OperationFiles.files(OperationFiles.TESTS, ".yml").forEach(file -> command.add("" + file));
    run("prometheus", command.toArray(String[]::new));
  }

  @Test
  void amtoolAcceptsTheRoutes() throws Exception {
    String file = "dashboards/alertmanager/alertmanager.yml";
    run("prometheus-alertmanager", "amtool", "check-config", file);
  }

  @Test
  void composeAcceptsTheServices() throws Exception {
    run("docker-compose", "docker-compose", "config", "-q");
  }

  @Test
  void composeAcceptsTheServicesWithAGpu() throws Exception {
    run(
        "docker-compose",
        "docker-compose",
        "-f",
        "docker-compose.yml",
        "-f",
        "docker-compose.gpu.yml",
        "config",
        "-q");
  }

  private void run(String debianPackage, String... command) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, command[0]))),
        command[0] + " is not installed (Debian package " + debianPackage + "): not checked");
    Path output = scratch.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(OperationFiles.ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not end within 5 minutes");
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
