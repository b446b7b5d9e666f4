package io.harbinger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.rul.RulModelFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionTest {

  @TempDir Path models;

  @Test
  void aManifestThatSaysNothingPermitsFloat32AloneAndGoesOnSayingNothing() throws IOException {
    ModelDirectory written = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    ModelDirectory changed = written.with("note.txt", "a".getBytes(StandardCharsets.UTF_8));

    assertThat(changed.manifest().permitted()).containsExactly(Precision.FLOAT32);
    assertThat(Files.readString(changed.path().resolve(ModelDirectory.MANIFEST)))
        .doesNotContain("precisions");
  }

  @Test
  void aCopyDiffersInWhatItPermitsAlone() throws IOException {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    Set<Precision> both = EnumSet.of(Precision.FLOAT32, Precision.BFLOAT16);

    ModelDirectory two =
        one.copy(models.resolve("rul-x/2"), manifest -> manifest.withPrecisions(both));

    assertThat(Files.readString(two.path().resolve(ModelDirectory.MANIFEST)))
        .contains("\"precisions\" : [ \"float32\", \"bfloat16\" ]");
    assertThat(ModelDirectory.open(two.path()).manifest().permitted()).isEqualTo(both);
    assertThat(one.manifest().files()).isEqualTo(two.manifest().files());
    ModelDirectory onnx = two.copy(models.resolve("rul-x/3"), Backend.ONNXRUNTIME);
    assertThat(onnx.manifest().permitted()).isEqualTo(both);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[ \"bfloat16\" ]", "[ ]", "[ \"float32\", \"float32\" ]", "[ \"int4\" ]"})
  void refusesPrecisionsThatAreNotFloat32AndOthers(String precisions) throws IOException {
    Path version =
        RulModelFixture.write(models.resolve("rul-x/1"), 7)
            .copy(
                models.resolve("rul-x/2"),
                manifest -> manifest.withPrecisions(EnumSet.of(Precision.FLOAT32)))
            .path();
    Path manifest = version.resolve(ModelDirectory.MANIFEST);
    Files.writeString(manifest, Files.readString(manifest).replace("[ \"float32\" ]", precisions));

    assertThatThrownBy(() -> ModelDirectory.read(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a manifest that can be read")
        .hasMessageContaining("expected ");
  }

  @Test
  void whatAnEngineLacksIsSaidWithoutTheCodeItStandsIn() {
    RuntimeException engine =
        new IllegalStateException(
            "The following operation failed in the TorchScript interpreter.\n"
                + "Traceback of TorchScript\n  File \"code\", line 3\n"
                + "RuntimeError: \"softmax\" not implemented for 'Half'\n");

    assertThat(
            UnfitPrecisionException.of(
                new ModelInfo("rul-x", "1", "rul"), Precision.FLOAT16, "cpu()", engine))
        .hasMessage(
            "model rul-x, version 1, cannot be computed in float16 on cpu(): RuntimeError: \"softmax\" not implemented for 'Half'")
        .hasCause(engine);
  }
}
