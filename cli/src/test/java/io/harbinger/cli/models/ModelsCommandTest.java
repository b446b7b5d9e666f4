package io.harbinger.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.harbinger.model.ModelDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ModelsCommandTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001/1");

  /** Of a hundredth at most. */
  private static final String SAMPLE_OK =
      "sample   ok, 0\\.00\\d\\d cycles and 0\\.00\\d+ in probability off";

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void listsEachVersionAndWhatIsWrongWithItsFiles() throws IOException {
    copy("rul-a/1");
    copy("rul-a/10");
    Files.writeString(copy("rul-b/2").resolve("sample.json"), "{}");
    Files.writeString(copy("rul-c/1").resolve("model.json"), "no JSON");
    Files.createDirectory(directory.resolve("empty"));

    assertThat(run("list", "--dir", directory.toString())).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("MODEL"),
            line -> assertThat(line).matches("rul-a +1 +rul +none +ok"),
            line -> assertThat(line).matches("rul-a +10 +rul +serves +ok"),
            line -> assertThat(line).contains("rul-b").contains("sample.json has the checksum"),
            line -> assertThat(line).contains("rul-c").contains("is not a manifest"));
    JsonNode list = json("list", "--dir", directory.toString());
    assertThat(list).hasSize(4);
    assertThat(list.at("/2/problems")).hasSize(1);
  }

  @Test
  void listsNoDirectoryThatIsNotThere() {
    assertThat(run("list", "--dir", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no directory").contains("none");
  }

  @Test
  void showsTheManifest() throws IOException {
    assertThat(run("show", SHIPPED.toString())).isZero();
    assertThat(out.toString())
        .startsWith("rul-fd001, version 1 (task rul), computed by pytorch")
        .contains("train_FD001.txt", "weights.safetensors", "Ps30         psia", "horizons");
    JsonNode shown = json("show", SHIPPED.toString());
    assertThat(shown.at("/manifest/model/network/channels").asInt()).isEqualTo(25);
  }

  @Test
  void verifiesASoundModel() throws IOException {
    assertThat(run("verify", SHIPPED.toString())).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            files -> assertThat(files).isEqualTo("files    ok"),
            weights -> assertThat(weights).isEqualTo("weights  ok"),
            sample -> assertThat(sample).matches(SAMPLE_OK));
  }

  @Test
  void verifiesAStreamingModelAndWillNotExportIt() {
    String streaming = SHIPPED.resolveSibling("2").toString();
    assertThat(run("verify", streaming)).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            files -> assertThat(files).isEqualTo("files    ok"),
            sample -> assertThat(sample).matches(SAMPLE_OK));
    String file = directory.resolve("rul.pt").toString();
    assertThat(run("export", streaming, "--format", "torchscript", "--out", file)).isEqualTo(1);
    assertThat(err.toString()).contains("task rul-stream (expected rul)");
  }

  @Test
  void saysEverythingThatIsWrongWithTheFiles() throws IOException {
    Path model = copy("rul-x/1");
    Files.delete(model.resolve("weights.safetensors"));
    Files.writeString(model.resolve("sample.json"), "{}");

    JsonNode verification = json(1, "verify", model.toString());

    assertThat(verification.path("sound").asBoolean()).isFalse();
    assertThat(verification.path("checks")).hasSize(1);
    assertThat(verification.at("/checks/0/problems/0").asText()).contains("has the checksum");
    assertThat(verification.at("/checks/0/problems/1").asText()).contains("is missing");
  }

  @Test
  void exportsAModelAndSaysHowFarTheFileIsFromIt() throws IOException {
    Path file = directory.resolve("rul.pt");

    JsonNode exported =
        json("export", SHIPPED.toString(), "--format", "torchscript", "--out", file.toString());

    assertThat(exported.path("format").asText()).isEqualTo("torchscript");
    assertThat(file).hasSize(exported.path("bytes").asLong());
    assertThat(exported.at("/check/module/rul").asDouble()).isLessThan(1e-3);
    assertThat(exported.at("/check/control/rul").asDouble()).isGreaterThan(1e-3);
    assertThat(
            run("export", SHIPPED.toString(), "--format", "torchscript", "--out", file.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("exists already");
  }

  @Test
  void writesAVersionThatAnotherEngineComputes() throws IOException {
    for (String version : List.of("1", "2")) {
      Path source = SHIPPED.resolveSibling(version);
      Path copy = directory.resolve("rul-x").resolve("1" + version);

      JsonNode written =
          json("backend", source.toString(), "--to", "onnxruntime", "--out", copy.toString());

      assertThat(written.path("backend").asText()).isEqualTo("onnxruntime");
      assertThat(json("verify", copy.toString()).path("sound").asBoolean()).isTrue();
      assertThat(run("show", copy.toString())).isZero();
      assertThat(out.toString()).contains("computed by onnxruntime");
      assertThat(copy.resolve("weights.safetensors"))
          .hasSameBinaryContentAs(source.resolve("weights.safetensors"));
    }
    String there = directory.resolve("rul-x/11").toString();
    assertThat(run("backend", SHIPPED.toString(), "--to", "onnxruntime", "--out", there))
        .isEqualTo(1);
    assertThat(err.toString()).contains("exists already");
  }

  @Test
  void writesAVersionThatMayBeComputedInSixteenBits() throws IOException {
    Path copy = directory.resolve("rul-x/2");

    JsonNode written =
        json(
            "permit",
            SHIPPED.toString(),
            "--precision",
            "bfloat16,float16",
            "--out",
            copy.toString());

    assertThat(written.path("precisions")).hasSize(3);
    assertThat(run("verify", copy.toString())).as(out.toString()).isZero();
    assertThat(out.toString().lines())
        .anySatisfy(line -> assertThat(line).matches("float16  ok, .* cycles and .* off"))
        .anySatisfy(line -> assertThat(line).matches("bfloat16 ok, .* cycles and .* off"));
    out.getBuffer().setLength(0);
    assertThat(run("show", copy.toString())).isZero();
    assertThat(out.toString()).contains("computed by pytorch in float32 or float16 or bfloat16");
    assertThat(copy.resolve("weights.safetensors"))
        .hasSameBinaryContentAs(SHIPPED.resolve("weights.safetensors"));
  }

  @Test
  void anotherEngineThatHasNoSixteenBitsSaysSoAndIsSound() throws IOException {
    Path copy = directory.resolve("rul-x/2");
    String next = directory.resolve("rul-x/3").toString();
    json("permit", SHIPPED.toString(), "--precision", "float16", "--out", copy.toString());

    JsonNode written = json("backend", copy.toString(), "--to", "onnxruntime", "--out", next);

    assertThat(written.at("/checks").findValuesAsText("detail"))
        .contains("permitted, but not computed in by onnxruntime: served in float32");
  }

  @Test
  void aPrecisionThatDoesNotExistIsWrongUsage() {
    assertThat(run("permit", SHIPPED.toString(), "--precision", "int4", "--out", "x")).isEqualTo(2);
    assertThat(err.toString())
        .contains("precision int4 (expected one of float32, float16, bfloat16)");
  }

  @Test
  void keepsNoVersionThatIsNotSoundOnTheOtherEngine() throws IOException {
    Path model = copy("rul-x/1");
    byte[] others = Files.readAllBytes(SHIPPED.resolve("../../rul-fd003/1/weights.safetensors"));
    ModelDirectory.open(model).with("weights.safetensors", others);
    String next = directory.resolve("rul-x/2").toString();

    assertThat(run("backend", model.toString(), "--to", "onnxruntime", "--out", next)).isEqualTo(1);

    assertThat(err.toString()).contains("nothing was written: on onnxruntime, ");
    try (Stream<Path> left = Files.list(directory.resolve("rul-x"))) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("1");
    }
  }

  @Test
  void whatAnotherRunLeftOrIsWritingIsNeitherInTheWayNorTouched() throws IOException {
    Path model = copy("rul-x/1");
    Path others = copy("rul-x/.2.unchecked");
    Path next = directory.resolve("rul-x/2");

    assertThat(run("backend", model.toString(), "--to", "pytorch", "--out", next.toString()))
        .as(err.toString())
        .isZero();

    assertThat(others).isNotEmptyDirectory();
    try (Stream<Path> left = Files.list(directory.resolve("rul-x"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("1", "2", ".2.unchecked");
    }
    assertThat(Files.getPosixFilePermissions(next))
        .as("others than who wrote it may serve it")
        .isEqualTo(Files.getPosixFilePermissions(model));
  }

  @Test
  void anEngineThatDoesNotExistIsWrongUsage() {
    assertThat(run("backend", SHIPPED.toString(), "--to", "abacus", "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("backend abacus (expected one of pytorch, onnxruntime");
  }

  @Test
  void anotherFormatIsWrongUsage() {
    assertThat(run("export", SHIPPED.toString(), "--format", "onnx", "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("onnx").contains("torchscript");
  }

  @Test
  void writesAReferenceOfTheTrainingDataAndLeavesTheRestAsItIs() throws IOException {
    Path model = copy("rul-x/1");
    byte[] weights = Files.readAllBytes(model.resolve("weights.safetensors"));
    byte[] shipped = Files.readAllBytes(model.resolve("reference.json"));

    JsonNode written =
        json("reference", model.toString(), "--data", data().toString(), "--subset", "FD001");

    assertThat(written.path("earlyCycles").asInt()).isEqualTo(50);
    assertThat(written.path("sensors").get(0).asText()).isEqualTo("T2");
    assertThat(written.path("sensors")).hasSize(21);
    assertThat(model.resolve("weights.safetensors")).hasBinaryContent(weights);
    assertThat(Files.readAllBytes(model.resolve("reference.json"))).isNotEqualTo(shipped);
    assertThat(json("verify", model.toString()).path("sound").asBoolean()).isTrue();
  }

  /** Two engines whose every value grows by 1 a cycle. */
  private Path data() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    List<String> lines = new ArrayList<>();
    for (int engine = 1; engine <= 2; engine++) {
      for (int cycle = 1; cycle <= 60; cycle++) {
        lines.add(engine + " " + cycle + (" " + cycle).repeat(24));
      }
    }
    Files.write(data.resolve("train_FD001.txt"), lines);
    return data;
  }

  private Path copy(String version) throws IOException {
    Path copy = Files.createDirectories(directory.resolve(version));
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    return copy;
  }

  private JsonNode json(String... arguments) throws IOException {
    return json(0, arguments);
  }

  private JsonNode json(int exitCode, String... arguments) throws IOException {
    out.getBuffer().setLength(0);
    String[] all = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new);
    assertThat(run(all)).as(err.toString()).isEqualTo(exitCode);
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
