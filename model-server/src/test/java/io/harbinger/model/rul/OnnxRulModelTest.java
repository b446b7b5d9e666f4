package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.Backend;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The windowed network on ONNX Runtime, beside the same on PyTorch. */
class OnnxRulModelTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001/1");

  @TempDir Path models;

  @ParameterizedTest
  @CsvSource({"false,10", "true,10", "false,1", "true,2"})
  void tellsOfARandomNetworkWhatPyTorchTells(boolean attention, int length) {
    RulNetworkConfig config =
        new RulNetworkConfig(6, length, List.of(8, 5, 4), 0.2, attention, List.of(10, 15, 30), 50);
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7, config);
    List<RulWindow> windows =
        LongStream.range(0, 33).mapToObj(i -> RulModelFixture.window(i, length, 6)).toList();

    assertSame(one, windows);
  }

  @Test
  void tellsOfTheShippedModelWhatPyTorchTells() {
    ModelDirectory shipped = ModelDirectory.open(SHIPPED);
    List<RulWindow> windows =
        RulModel.sample(shipped).cases().stream().map(RulSample.Case::window).toList();

    assertSame(shipped, windows);
  }

  @Test
  void otherCellsThanJanetAreServedByPyTorchInFloat32Alone() {
    ModelDirectory gru =
        RulModelFixture.write(
            models.resolve("rul-x/1"),
            7,
            new RulNetworkConfig(6, 10, List.of(8), 0.2, false, List.of(15, 30), 50, "gru"));
    ModelDirectory onnx = gru.copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME);
    assertThatThrownBy(() -> RulModel.load(onnx.path()))
        .hasMessage(
            "ONNX has no gru cells (expected janet): serve this model by PyTorch in float32");
    ModelDirectory permitting =
        gru.copy(
            models.resolve("rul-x/3"),
            manifest -> manifest.withPrecisions(EnumSet.allOf(Precision.class)));
    try (RulModel model = RulModel.load(permitting.path(), Precision.FLOAT16)) {
      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
    }
  }

  private void assertSame(ModelDirectory directory, List<RulWindow> windows) {
    ModelDirectory copy = directory.copy(models.resolve("copy/2"), Backend.ONNXRUNTIME);
    try (RulModel expected = RulModel.load(directory.path());
        RulModel onnx = RulModel.load(copy.path())) {
      List<RulEstimate> told = onnx.predict(windows);
      List<RulEstimate> other = expected.predict(windows);
      assertThat(told.stream().map(RulEstimate::rul).distinct().count())
          .as("different answers to compare")
          .isGreaterThan(1);
      for (int i = 0; i < windows.size(); i++) {
        assertThat(told.get(i).rul()).isCloseTo(other.get(i).rul(), within(1e-3));
        assertThat(told.get(i).within15()).isCloseTo(other.get(i).within15(), within(1e-5));
        assertThat(told.get(i).within30()).isCloseTo(other.get(i).within30(), within(1e-5));
        RulEstimate alone = onnx.predict(List.of(windows.get(i))).get(0);
        assertThat(alone.rul()).isCloseTo(told.get(i).rul(), within(1e-3));
      }
      assertThat(onnx.device()).isEqualTo(expected.device());
    }
  }

  @Test
  void isVerifiedOnItsBackendAndExportedAllTheSame() throws Exception {
    ModelDirectory onnx =
        RulModelFixture.write(models.resolve("rul-x/1"), 7)
            .copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME);

    assertThat(RulVerification.of(onnx)).hasSize(2).allMatch(check -> check.passed());
    RulExportReport report = RulTorchScript.write(onnx.path(), models.resolve("rul.pt"));
    assertThat(report.module().negligible()).isTrue();
  }

  @Test
  void refusesWeightsOfAnotherShapeAndThoseOfAnotherModel() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    Map<String, Tensor> wrong = new HashMap<>(RulModel.weights(one).tensors());
    wrong.put("rulHead.bias", Tensor.of(List.of(2L), new float[2]));
    ModelDirectory other = RulModelFixture.write(models.resolve("rul-y/1"), 8);

    assertThatThrownBy(() -> load(one, "wrong/1", new Safetensors(wrong, Map.of()).encode()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weights hold rulHead.bias as Tensor[2] (expected shape [1])");
    assertThatThrownBy(() -> load(one, "mixed/1", other.bytes(RulModel.WEIGHTS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("answers its own sample 0 with");
  }

  private void load(ModelDirectory from, String to, byte[] weights) {
    ModelDirectory copy = from.copy(models.resolve(to), Backend.ONNXRUNTIME);
    RulModel.load(copy.with(RulModel.WEIGHTS, weights).path()).close();
  }

  @Test
  void aClosedModelHoldsNothingAndSaysSo() {
    ModelDirectory onnx =
        RulModelFixture.write(models.resolve("rul-x/1"), 7)
            .copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME);
    RulModel model = RulModel.load(onnx.path());
    assertThat(model.held()).isPositive();
    model.close();
    model.close();

    assertThat(model.held()).isZero();
    assertThatThrownBy(() -> model.predict(List.of(RulModelFixture.window(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model rul-x is closed");
  }

  @Test
  void tellsThePhasesInOrder() {
    ModelDirectory onnx =
        RulModelFixture.write(models.resolve("rul-x/1"), 7)
            .copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME);
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
    try (RulModel model = RulModel.load(onnx.path())) {
      model.predict(List.of(RulModelFixture.window(1)), phases);
    }
    assertThat(told).containsExactly("input", "output");
  }

  @Test
  void isServedByTwoWorkersAtOnce() {
    ModelDirectory one = RulModelFixture.write(models.resolve("rul-x/1"), 7);
    ModelDirectory onnx = one.copy(models.resolve("rul-x/2"), Backend.ONNXRUNTIME);
    List<RulWindow> windows = LongStream.range(0, 200).mapToObj(RulModelFixture::window).toList();
    ServingOptions serving =
        ServingOptions.defaults().withWorkers(2).withMaxBatch(8).withQueueCapacity(200);
    try (RulModel expected = RulModel.load(one.path());
        ModelServer server =
            ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
        ModelLease<RulWindow, RulEstimate> lease =
            server.acquire(RulModel.SERVED, onnx.path(), serving)) {
      List<RulEstimate> other = expected.predict(windows);
      List<CompletionStage<RulEstimate>> answers = lease.submitAll(windows);
      for (int i = 0; i < windows.size(); i++) {
        assertThat(answers.get(i).toCompletableFuture()).succeedsWithin(Duration.ofSeconds(60));
        assertThat(answers.get(i).toCompletableFuture().join().rul())
            .isCloseTo(other.get(i).rul(), within(1e-3));
      }
    }
  }
}
