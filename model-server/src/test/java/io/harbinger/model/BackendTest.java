package io.harbinger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.rul.RulModelFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendTest {

  @TempDir Path models;

  @Test
  void aManifestThatSaysNothingMeansPyTorchAndGoesOnSayingNothing() throws IOException {
    ModelDirectory written = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    ModelDirectory changed = written.with("note.txt", "a".getBytes(StandardCharsets.UTF_8));

    assertThat(changed.manifest().computedBy()).isEqualTo(Backend.PYTORCH);
    assertThat(Files.readString(changed.path().resolve(ModelDirectory.MANIFEST)))
        .doesNotContain("backend");
  }

  @Test
  void aCopyDiffersInItsBackendAlone() throws IOException {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);

    ModelDirectory two = one.copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME);

    assertThat(Files.readString(two.path().resolve(ModelDirectory.MANIFEST)))
        .contains("\"backend\" : \"onnxruntime\"");
    assertThat(two.manifest()).isEqualTo(one.manifest().withBackend(Backend.ONNXRUNTIME));
    assertThat(ModelDirectory.open(two.path()).manifest()).isEqualTo(two.manifest());
    assertThat(one.manifest().files().keySet())
        .allSatisfy(file -> assertThat(two.bytes(file)).isEqualTo(one.bytes(file)));
    ModelDirectory changed = two.with("note.txt", "a".getBytes(StandardCharsets.UTF_8));
    assertThat(changed.manifest().computedBy()).isEqualTo(Backend.ONNXRUNTIME);
    assertThatThrownBy(() -> one.copy(two.path(), Backend.PYTORCH))
        .hasMessageContaining("exists already");
  }

  @Test
  void aBackendThatDoesNotExistIsRefusedByName() throws IOException {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    Path manifest =
        one.copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME)
            .path()
            .resolve(ModelDirectory.MANIFEST);
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"onnxruntime\"", "\"tensorflow\""));

    assertThatThrownBy(() -> ModelDirectory.open(models.resolve("rul-x/2")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a manifest that can be read")
        .hasMessageContaining(
            "backend tensorflow (expected one of pytorch, onnxruntime, or none for pytorch)");
  }
}
