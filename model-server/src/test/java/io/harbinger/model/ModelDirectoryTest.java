package io.harbinger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDirectoryTest {

  /** As sha256sum prints it. */
  private static final String SHA256_OF_SOME_WEIGHTS =
      "a0c76a31f14d6cbed530bfac73778a5bb84861b795e8bd5d4c8eee29784fb766";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path models;

  @Test
  void whatWasWrittenIsRead() {
    ModelDirectory written = write("rul-x/1", "some weights");

    ModelDirectory read = ModelDirectory.open(models.resolve("rul-x/1"));

    assertThat(read).isEqualTo(written);
    assertThat(read.info()).isEqualTo(new ModelInfo("rul-x", "1", "rul"));
    assertThat(read.bytes("weights.bin")).asString().isEqualTo("some weights");
    assertThat(read.manifest().files())
        .containsExactly(Map.entry("weights.bin", SHA256_OF_SOME_WEIGHTS));
  }

  @Test
  void theNewestVersionIsTheLargestNumber() throws IOException {
    write("rul-x/9", "nine");
    write("rul-x/10", "ten");
    Files.createDirectories(models.resolve("rul-x/11"));
    write("rul-x/012", "no version's number");

    assertThat(ModelDirectory.open(models.resolve("rul-x")).info().version()).isEqualTo("10");
  }

  @Test
  void aHalfWrittenVersionIsNotSeen() throws IOException {
    write("rul-x/1", "one");
    Path half = Files.createDirectories(models.resolve("rul-x/.2.part"));
    Files.writeString(half.resolve(ModelDirectory.MANIFEST), "{");

    assertThat(ModelDirectory.open(models.resolve("rul-x")).info().version()).isEqualTo("1");
    assertThat(write("rul-x/2", "two, over what a killed writer left").info().version())
        .isEqualTo("2");
    assertThat(half).doesNotExist();
  }

  @Test
  void aVersionIsNeverOverwritten() {
    write("rul-x/1", "one");

    assertThatThrownBy(() -> write("rul-x/1", "another"))
        .hasMessageContaining("exists already: give the next version's number");
    assertThat(ModelDirectory.open(models.resolve("rul-x/1")).bytes("weights.bin"))
        .asString()
        .isEqualTo("one");
  }

  @Test
  void refusesATamperedFile() throws IOException {
    Path version = write("rul-x/1", "some weights").path();
    Files.writeString(version.resolve("weights.bin"), "some Weights");

    assertThatThrownBy(() -> ModelDirectory.open(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights.bin has the checksum")
        .hasMessageContaining("the manifest says " + SHA256_OF_SOME_WEIGHTS)
        .hasMessageContaining("copy it again");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Path version = write("rul-x/1", "some weights").path();
    Files.delete(version.resolve("weights.bin"));

    assertThatThrownBy(() -> ModelDirectory.open(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights.bin is missing, though the manifest lists it");
  }

  @Test
  void refusesADirectoryWithoutAModel() {
    assertThatThrownBy(() -> ModelDirectory.open(models))
        .hasMessageContaining("no model in " + models)
        .hasMessageContaining("expected model.json, or versions");
    assertThatThrownBy(() -> ModelDirectory.open(models.resolve("absent")))
        .hasMessageContaining("no model in");
  }

  @Test
  void refusesAManifestThatIsCutOrOfAnotherFormat() throws IOException {
    Path version = write("rul-x/1", "some weights").path();
    Path manifest = version.resolve(ModelDirectory.MANIFEST);
    String whole = Files.readString(manifest);
    Files.writeString(manifest, whole.substring(0, whole.length() / 2));

    assertThatThrownBy(() -> ModelDirectory.open(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.json is not a manifest that can be read");
    Files.writeString(manifest, whole.replace("\"format\" : 1", "\"format\" : 2"));
    assertThatThrownBy(() -> ModelDirectory.open(version))
        .hasMessageContaining("a manifest of format 2 (this version reads format 1)");
  }

  @Test
  void whatOnlyDescribesMayBeMissing() throws IOException {
    Path version = write("rul-x/1", "some weights").path();
    for (String part : List.of("data", "metrics", "recipe")) {
      edit(version, manifest -> manifest.remove(part));
    }

    Manifest manifest = ModelDirectory.open(version).manifest();
    assertThat(manifest.data()).isEmpty();
    assertThat(manifest.metrics()).isEmpty();
    assertThat(manifest.recipe()).isEmpty();
    edit(version, json -> json.putNull("metrics"));
    assertThat(ModelDirectory.open(version).manifest().metrics().isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "model", "files"})
  void whatNothingWorksWithoutIsNamed(String part) throws IOException {
    Path version = write("rul-x/1", "some weights").path();
    edit(version, manifest -> manifest.remove(part));
    String without = "a manifest without '" + part + "'";

    assertThatThrownBy(() -> ModelDirectory.read(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model.json")
        .hasMessageContaining(without);
    edit(version, manifest -> manifest.putNull(part));
    assertThatThrownBy(() -> ModelDirectory.read(version)).hasMessageContaining(without);
  }

  @Test
  void refusesAManifestThatSaysNothing() throws IOException {
    Path version = write("rul-x/1", "some weights").path();
    Files.writeString(version.resolve(ModelDirectory.MANIFEST), "null");

    assertThatThrownBy(() -> ModelDirectory.read(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it says null (expected an object)");
  }

  private static void edit(Path version, Consumer<ObjectNode> change) throws IOException {
    Path file = version.resolve(ModelDirectory.MANIFEST);
    ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    change.accept(manifest);
    Files.write(file, JSON.writeValueAsBytes(manifest));
  }

  @Test
  void locatesAVersionHoweverItIsNamed() throws IOException {
    Path version = write("rul-x/2", "two").path().toRealPath();
    Path link = Files.createSymbolicLink(models.resolve("current"), version);

    assertThat(ModelDirectory.locate(models.resolve("rul-x"))).isEqualTo(version);
    assertThat(ModelDirectory.locate(models.resolve("rul-x/../rul-x/2"))).isEqualTo(version);
    assertThat(ModelDirectory.locate(link)).isEqualTo(version);
    assertThatThrownBy(() -> ModelDirectory.locate(models)).hasMessageContaining("no model in");
  }

  private ModelDirectory write(String version, String weights) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return ModelDirectory.write(
        models.resolve(version),
        new Manifest(
            Manifest.FORMAT,
            "rul",
            json.objectNode(),
            List.of(new Manifest.DataSource("train.txt", "00", "public domain")),
            json.objectNode(),
            json.objectNode(),
            Map.of()),
        Map.of("weights.bin", weights.getBytes(StandardCharsets.UTF_8)));
  }
}
