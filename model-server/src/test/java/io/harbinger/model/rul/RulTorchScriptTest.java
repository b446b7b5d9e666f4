package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.ModelDirectory;
import io.harbinger.network.export.TorchScriptFile;
import io.harbinger.network.torchscript.LoadedScript;
import io.harbinger.network.torchscript.ScriptObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulTorchScriptTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWrittenModelTellsWhatTheServedOneTells(boolean attention) throws IOException {
    Path model = model(attention);
    Path file = directory.resolve("rul.pt");

    RulExportReport report = RulTorchScript.write(model, file);

    assertThat(report.windows()).isEqualTo(34);
    assertThat(report.module().negligible()).isTrue();
    assertThat(report.control().negligible()).isFalse();
    RulWindow window = RulModelFixture.window(9);
    try (RulModel served = RulModel.load(model);
        LoadedScript loaded = LoadedScript.of(Files.readAllBytes(file), "rul")) {
      RulEstimate estimate = served.predict(List.of(window)).get(0);
      List<float[]> outputs = loaded.outputs(values(window), new Shape(1, 10, 6));
      assertThat(outputs.get(0)[0]).isCloseTo((float) estimate.within15(), within(1e-6f));
      assertThat(outputs.get(0)[1]).isCloseTo((float) estimate.within30(), within(1e-6f));
      assertThat(outputs.get(1)[0]).isCloseTo((float) estimate.rul(), within(1e-3f));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm",
        "gru",
        "gru reset=after",
        "qrnn pooling=ifo width=3",
        "sru",
        "sru-v1",
        "ind-rnn",
        "indy-lstm",
        "indy-gru",
        "tanh-rnn",
        "janet beta=0.5"
      })
  void anyCellIsServedAndWritten(String cell) throws IOException {
    RulNetworkConfig config =
        new RulNetworkConfig(6, 10, List.of(8, 5), 0.2, true, List.of(15, 30), 50, cell);
    Path model = RulModelFixture.write(directory.resolve("rul-x/1"), 7, config).path();

    RulExportReport report = RulTorchScript.write(model, directory.resolve("rul.pt"));

    assertThat(report.module().negligible()).isTrue();
    assertThat(report.control().negligible()).isFalse();
  }

  @Test
  void takesNoWindowOfAnotherShape() throws IOException {
    Path file = directory.resolve("rul.pt");
    RulTorchScript.write(model(false), file);
    try (LoadedScript loaded = LoadedScript.of(Files.readAllBytes(file), "rul")) {
      for (Shape wrong : List.of(new Shape(1, 9, 6), new Shape(1, 10, 1), new Shape(10, 6))) {
        float[] values = new float[(int) wrong.size()];
        assertThatThrownBy(() -> loaded.outputs(values, wrong))
            .isInstanceOf(EngineException.class)
            .hasMessageContaining("expected windows of shape (batch, 10, 6)");
      }
    }
  }

  @Test
  void carriesTheManifest() throws IOException {
    Path model = model(false);
    Path file = directory.resolve("rul.pt");
    RulTorchScript.write(model, file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] manifest =
          zip.getInputStream(zip.getEntry("RulModel/extra/model.json")).readAllBytes();
      assertThat(new String(manifest, StandardCharsets.UTF_8))
          .isEqualTo(Files.readString(model.resolve("model.json")));
    }
  }

  @Test
  void leavesNothingBehindThatFailsTheCheck() throws IOException {
    Path model = model(false);
    Path file = directory.resolve("rul.pt");
    try (RulModel served = RulModel.load(model);
        PyTorchRulEngine engine =
            new PyTorchRulEngine(
                served.spec().network(), RulModel.weights(ModelDirectory.open(model)))) {
      ScriptObject wrong =
          RulTorchScript.module(engine.network(), served.spec()).shifted("rulHead.bias", 0, 0.01);
      RulExportCheck check = new RulExportCheck(served, sample(model));
      assertThatThrownBy(
              () ->
                  TorchScriptFile.write(
                      file, wrong, Map.of(), loaded -> RulTorchScript.equal(check, loaded)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("does not tell what the model tells");
    }
    assertOnlyTheModel();
  }

  @Test
  void overwritesNothingAndMakesNoDirectory() throws IOException {
    Path model = model(false);
    Path file = Files.writeString(directory.resolve("there.pt"), "mine");
    assertThatThrownBy(() -> RulTorchScript.write(model, file))
        .hasMessageContaining("there.pt exists already");
    assertThat(file).hasContent("mine");
    Files.delete(file);
    assertThatThrownBy(() -> RulTorchScript.write(model, directory.resolve("none/rul.pt")))
        .hasMessageContaining("make it first");
    assertOnlyTheModel();
  }

  private void assertOnlyTheModel() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("rul-x");
    }
  }

  private static RulSample sample(Path model) {
    return RulModel.sample(ModelDirectory.open(model));
  }

  private Path model(boolean attention) {
    RulNetworkConfig config =
        new RulNetworkConfig(6, 10, List.of(8, 5), 0.2, attention, List.of(15, 30), 50);
    return RulModelFixture.write(directory.resolve("rul-x/1"), 7, config).path();
  }

  private static float[] values(RulWindow window) {
    float[] values = new float[window.length() * window.channels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = window.value(i / window.channels(), i % window.channels());
    }
    return values;
  }
}
