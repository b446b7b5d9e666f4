package io.harbinger.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.server.version.ServingFile;
import io.harbinger.server.version.ServingPolicy;
import io.harbinger.server.version.ServingPolicy.Canary;
import io.harbinger.server.version.ServingPolicy.Latest;
import io.harbinger.server.version.ServingPolicy.Pinned;
import io.harbinger.server.version.ServingPolicy.Shadow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which version answers, decided from the command line. */
final class ServingCommandsTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001");

  @TempDir Path models;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path name;

  @BeforeEach
  void copyVersions() throws IOException {
    name = models.resolve("rul-a");
    copy("1", "1");
    copy("1", "2");
    copy("1", "3");
  }

  @Test
  void promotesAVersionAndRollsItBack() throws IOException {
    assertThat(run("promote", name.toString(), "2")).as(err.toString()).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("rul-a: from now on version 2 (before: the newest version)");
    assertThat(policy()).isEqualTo(new Pinned(2));
    assertThat(ServingFile.read(name).orElseThrow().decidedBy())
        .isEqualTo(System.getProperty("user.name"));
    assertThat(run("promote", name.toString(), "1")).isZero();

    JsonNode rolledBack = json("rollback", name.toString());
    assertThat(rolledBack.at("/policy/version").asInt()).isEqualTo(2);
    assertThat(rolledBack.at("/before/version").asInt()).isEqualTo(1);
    assertThat(policy()).isEqualTo(new Pinned(2));
    assertThat(run("promote", name.toString(), "latest")).isZero();
    assertThat(policy()).isEqualTo(new Latest());
  }

  @Test
  void aCandidateStandsBesideTheVersionThatAnswersNow() throws IOException {
    run("promote", name.toString(), "1");
    JsonNode canary = json("promote", name.toString(), "3", "--share", "0.1");
    assertThat(canary.at("/policy/kind").asText()).isEqualTo("canary");
    assertThat(canary.at("/previous/0").asInt()).isEqualTo(1);
    assertThat(policy()).isEqualTo(new Canary(1, 3, 0.1));
    assertThat(run("promote", name.toString(), "2", "--shadow", "--at-once")).isZero();
    assertThat(policy()).isEqualTo(new Shadow(1, 2));
    assertThat(ServingFile.read(name).orElseThrow().atOnce()).isTrue();
    assertThat(run("rollback", name.toString())).isZero();
    assertThat(policy()).isEqualTo(new Pinned(1));
  }

  @Test
  void listTellsWhichAnswer() throws IOException {
    run("promote", name.toString(), "1");
    run("promote", name.toString(), "3", "--share", "0.1");
    assertThat(json("list", "--dir", models.toString()).findValuesAsText("serving"))
        .containsExactly("serves", "none", "canary");
    run("promote", name.toString(), "2", "--shadow");
    assertThat(json("list", "--dir", models.toString()).findValuesAsText("serving"))
        .containsExactly("serves", "shadow", "none");
    Files.writeString(name.resolve("serving.json"), "{");
    out.getBuffer().setLength(0);
    assertThat(run("list", "--dir", models.toString())).isZero();
    assertThat(out.toString()).contains("serving.json is no decision that can be read");
  }

  @Test
  void whatIsNotSoundIsNotPromoted() throws IOException {
    Files.writeString(name.resolve("3/sample.json"), "{}");

    assertThat(run("promote", name.toString(), "3")).isEqualTo(1);
    assertThat(err.toString())
        .contains("version 3 stays as it is, nothing was decided")
        .contains("sample.json has the checksum");
    assertThat(ServingFile.read(name)).isEmpty();
  }

  @Test
  void aDamagedVersionThatAnswersIsLeft() throws IOException {
    run("promote", name.toString(), "2");
    run("promote", name.toString(), "3");
    Files.writeString(name.resolve("3/model.json"), "{");

    assertThat(run("rollback", name.toString())).as(err.toString()).isZero();
    assertThat(policy()).isEqualTo(new Pinned(2));
    Files.delete(name.resolve("2/model.json"));
    assertThat(run("promote", name.toString(), "latest")).as(err.toString()).isZero();
    assertThat(policy()).isEqualTo(new Latest());
    run("promote", name.toString(), "1");
    Files.writeString(name.resolve("1/model.json"), "{");
    copy("1", "4");
    assertThat(run("promote", name.toString(), "4")).as(err.toString()).isZero();
    assertThat(policy()).isEqualTo(new Pinned(4));
  }

  @Test
  void aDecisionThatCannotBeReadIsReplaced() throws IOException {
    Files.writeString(name.resolve("serving.json"), "no JSON");
    assertThat(run("promote", name.toString(), "2", "--share", "0.5")).isEqualTo(1);
    assertThat(err.toString()).contains("serving.json is no decision that can be read");

    JsonNode promoted = json("promote", name.toString(), "2");

    assertThat(promoted.at("/before").isNull()).isTrue();
    assertThat(promoted.at("/previous")).isEmpty();
    assertThat(policy()).isEqualTo(new Pinned(2));
  }

  @Test
  void aVersionOfAnotherTaskIsPinnedWithAWarningAndIsNoCandidate() throws IOException {
    copy("2", "4");
    run("promote", name.toString(), "1");
    assertThat(run("promote", name.toString(), "4", "--share", "0.5")).isEqualTo(1);
    assertThat(err.toString()).contains("of another task than version 1");
    assertThat(policy()).isEqualTo(new Pinned(1));

    assertThat(run("promote", name.toString(), "4")).isZero();
    assertThat(err.toString()).contains("start them anew");
    assertThat(policy()).isEqualTo(new Pinned(4));
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(run("promote", name.toString(), "9")).isEqualTo(1);
    assertThat(err.toString()).contains("no version 9").contains("[1, 2, 3]");
    assertThat(run("promote", models.resolve("none").toString(), "1")).isEqualTo(1);
    assertThat(err.toString()).contains("no model in");
    assertThat(run("promote", name.resolve("1").toString(), "1")).isEqualTo(1);
    assertThat(err.toString()).contains("is one version");
  }

  @Test
  void whereNothingIsLeftARollbackSaysSo() {
    run("promote", name.toString(), "1");
    run("rollback", name.toString());
    run("promote", name.toString(), "1");
    run("rollback", name.toString());
    for (int i = 0; i < 2; i++) {
      run("rollback", name.toString());
    }
    assertThat(run("rollback", name.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("nothing to roll back to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "three",
        "0",
        "3 --share 0",
        "3 --share 1",
        "3 --share x",
        "3 --share 0.5 --shadow",
        "latest --shadow",
        ""
      })
  void wrongUsageIsExitCodeTwo(String arguments) {
    assertThat(
            run(
                Stream.concat(
                        Stream.of("promote", name.toString()),
                        Stream.of(arguments.split(" ")).filter(a -> !a.isEmpty()))
                    .toArray(String[]::new)))
        .isEqualTo(2);
    assertThat(ServingFile.read(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"promote", "rollback"})
  void helpHasAnExample(String command) {
    assertThat(new CommandLine(new ModelsCommand()).getSubcommands().get(command).getUsageMessage())
        .contains("./harbinger models " + command + " models/rul-fd001");
  }

  private ServingPolicy policy() {
    return ServingFile.read(name).orElseThrow().policy();
  }

  private void copy(String shipped, String version) throws IOException {
    Path copy = Files.createDirectories(name.resolve(version));
    try (Stream<Path> files = Files.list(SHIPPED.resolve(shipped))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
  }

  private JsonNode json(String... arguments) throws IOException {
    out.getBuffer().setLength(0);
    assertThat(run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int run(String... arguments) {
    return new CommandLine(new ModelsCommand())
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
