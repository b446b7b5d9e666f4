package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.Manifest;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulModelTest {

  @TempDir Path models;

  @Test
  void answersAWindowTheSameAloneAndInABatch() {
    RulModelFixture.write(models.resolve("rul-x/1"), 7);
    List<RulWindow> windows = LongStream.range(0, 9).mapToObj(RulModelFixture::window).toList();
    try (RulModel model = RulModel.load(models.resolve("rul-x"))) {
      List<RulEstimate> together = model.predict(windows);

      for (int i = 0; i < windows.size(); i++) {
        RulEstimate alone = model.predict(List.of(windows.get(i))).get(0);
        assertThat(alone.rul()).isCloseTo(together.get(i).rul(), within(1e-3));
        assertThat(alone.within15()).isCloseTo(together.get(i).within15(), within(1e-5));
        assertThat(alone.within30()).isBetween(alone.within15(), 1.0);
      }
      assertThat(model.info()).isEqualTo(new ModelInfo("rul-x", "1", "rul"));
    }
  }

  @Test
  void aCallLeavesNothingBehindOnAnyThread() {
    RulModelFixture.write(models.resolve("rul-x/1"), 7);
    List<RulWindow> windows = List.of(RulModelFixture.window(1), RulModelFixture.window(2));
    try (RulModel model = RulModel.load(models.resolve("rul-x"))) {
      int before = model.held();
      assertThat(before).isPositive();
      for (int i = 0; i < 200; i++) {
        model.predict(windows);
      }
      CompletableFuture.runAsync(() -> model.predict(windows)).join();

      assertThat(model.held()).isEqualTo(before);
    }
  }

  @Test
  void tellsThePhasesInOrder() {
    RulModelFixture.write(models.resolve("rul-x/1"), 7);
    List<String> told = new ArrayList<>();
    BatchPhases phases =
        new BatchPhases() {
          @Override
          public void inputReady() {
            told.add("input");
          }

          @Override
          public void outputReady() {
            told.add("output");
          }
        };
    try (RulModel model = RulModel.load(models.resolve("rul-x"))) {
      model.predict(List.of(RulModelFixture.window(1)), phases);
    }

    assertThat(told).containsExactly("input", "output");
  }

  @Test
  void aClosedModelSaysSo() {
    RulModelFixture.write(models.resolve("rul-x/1"), 7);
    RulModel model = RulModel.load(models.resolve("rul-x"));
    model.close();
    model.close();

    assertThatThrownBy(() -> model.predict(List.of(RulModelFixture.window(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model rul-x is closed");
  }

  @Test
  void refusesAWindowThatDoesNotFit() {
    RulModelFixture.write(models.resolve("rul-x/1"), 7);
    try (RulModel model = RulModel.load(models.resolve("rul-x"))) {
      assertThatThrownBy(() -> model.validate(RulModelFixture.window(1, 9, 6)))
          .hasMessage(
              "a window of 9 readings with 2 settings and 3 sensors (model rul-x takes 10, 2 and 3)");
      assertThatThrownBy(() -> model.validate(RulModelFixture.window(1, 10, 7)))
          .hasMessageContaining("4 sensors");
      double[][] settings = new double[10][2];
      settings[4][1] = Double.NaN;
      int[] cycles = new int[10];
      assertThatThrownBy(() -> model.validate(RulWindow.of(cycles, settings, new double[10][3])))
          .hasMessage("c1 is NaN at reading 4 of the window (expected a finite number)");
    }
  }

  @Test
  void refusesWeightsThatDoNotGiveTheSamplesAnswers() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    ModelDirectory other = RulModelFixture.write(models.resolve("rul-y/1"), 8);
    Path mixed =
        rewrite(
            one,
            "mixed/1",
            "rul",
            Map.of("weights.safetensors", other.bytes("weights.safetensors")));

    assertThatThrownBy(() -> RulModel.load(mixed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model mixed, version 1, answers its own sample 0 with")
        .hasMessageContaining("its weights are not the trained ones");
  }

  @Test
  void refusesAWeightOfAnotherShapeOrNone() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    Safetensors weights = Safetensors.decode(one.bytes("weights.safetensors"), "weights");
    Map<String, Tensor> wrong = new HashMap<>(weights.tensors());
    wrong.put("rulHead.bias", Tensor.of(List.of(2L), new float[2]));
    Map<String, Tensor> fewer = new HashMap<>(weights.tensors());
    fewer.remove("rulHead.bias");

    assertThatThrownBy(() -> RulModel.load(withWeights(one, "wrong/1", wrong)))
        .hasMessage("the weights hold rulHead.bias as Tensor[2] (expected shape [1])");
    assertThatThrownBy(() -> RulModel.load(withWeights(one, "fewer/1", fewer)))
        .hasMessage("the weights hold rulHead.bias as null (expected shape [1])");
  }

  @Test
  void refusesASampleThatCannotBeRead() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);

    assertThatThrownBy(() -> RulModel.load(withSample(one, "cut/1", "{\"cases\": [")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> RulModel.load(withSample(one, "empty/1", "{\"cases\": []}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a sample without cases");
  }

  @Test
  void refusesAModelOfAnotherTask() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);

    assertThatThrownBy(() -> RulModel.load(rewrite(one, "topic-x/1", "topic", Map.of())))
        .hasMessageContaining("is a model of the task topic (expected rul)");
  }

  @Test
  void refusesASpecWhosePartsDoNotFit() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    ObjectNode model = one.manifest().model().deepCopy();
    model.put("settings", 6);
    Manifest m = one.manifest();
    Path wrong = models.resolve("wrong/1");
    ModelDirectory.write(
        wrong,
        new Manifest(m.format(), m.task(), model, m.data(), m.metrics(), m.recipe(), Map.of()),
        files(one));

    assertThatThrownBy(() -> RulModel.load(wrong)).hasMessageContaining("6 settings among 6");
  }

  private Path withWeights(ModelDirectory from, String to, Map<String, Tensor> tensors) {
    return rewrite(
        from,
        to,
        "rul",
        Map.of("weights.safetensors", new Safetensors(tensors, Map.of()).encode()));
  }

  private Path withSample(ModelDirectory from, String to, String sample) {
    return rewrite(from, to, "rul", Map.of("sample.json", sample.getBytes(StandardCharsets.UTF_8)));
  }

  /** A directory with sound checksums and other contents. */
  private Path rewrite(ModelDirectory from, String to, String task, Map<String, byte[]> instead) {
    Map<String, byte[]> files = files(from);
    files.putAll(instead);
    Manifest m = from.manifest();
    return ModelDirectory.write(
            models.resolve(to),
            new Manifest(m.format(), task, m.model(), m.data(), m.metrics(), m.recipe(), Map.of()),
            files)
        .path();
  }

  private static Map<String, byte[]> files(ModelDirectory directory) {
    Map<String, byte[]> files = new HashMap<>();
    directory.manifest().files().keySet().forEach(file -> files.put(file, directory.bytes(file)));
    return files;
  }
}
