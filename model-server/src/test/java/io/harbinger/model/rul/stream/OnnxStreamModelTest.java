package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.Backend;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.NativeMemory;
import io.harbinger.model.Safetensors;
import io.harbinger.model.Tensor;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streaming network on ONNX Runtime, beside the same on PyTorch. */
class OnnxStreamModelTest {

  private static final Path SHIPPED =
      Path.of(System.getProperty("harbinger.root")).resolve("models/rul-fd001/2");

  /** Far below what a thousand calls, or two hundred loads, would leave if they left anything. */
  private static final long SLACK = 100L << 20;

  @TempDir Path models;

  @Test
  void tellsOfARandomNetworkWhatPyTorchTells() {
    StreamModelFixture.write(models.resolve("rul-x/1"), 7);
    try (StreamRulModel expected = StreamRulModel.load(models.resolve("rul-x/1"));
        StreamRulModel onnx = StreamRulModel.load(onnx(models.resolve("rul-x/1")))) {
      List<StreamRequest> requests = new ArrayList<>();
      for (int i = 0; i < 33; i++) {
        RulWindow all = StreamModelFixture.readings(i, 12);
        StreamState state =
            StreamRulModelTest.answer(expected, Optional.empty(), all.part(0, 5)).state();
        // Machines of one, two and three new readings, with and without a past, some explained.
        requests.add(
            new StreamRequest(
                i % 2 == 0 ? Optional.of(state) : Optional.empty(),
                all.part(5, 6 + i % 3),
                i % 5 == 0));
      }
      assertSame(onnx.predict(requests), expected.predict(requests));
      assertThat(onnx.device()).isEqualTo(expected.device());
    }
  }

  @Test
  void tellsOfTheShippedModelWhatPyTorchTellsAndGoesOnFromItsStates() {
    ModelDirectory shipped = ModelDirectory.open(SHIPPED);
    try (StreamRulModel expected = StreamRulModel.load(SHIPPED);
        StreamRulModel onnx = StreamRulModel.load(onnx(SHIPPED))) {
      List<StreamRequest> sample =
          StreamSample.read(shipped.bytes(StreamRulModel.SAMPLE), shipped.path()).requests();
      Optional<StreamState> own = Optional.empty();
      Optional<StreamState> theirs = Optional.empty();
      for (int t = 0; t < sample.size(); t++) {
        RulWindow reading = sample.get(t).readings();
        StreamAnswer told = StreamRulModelTest.answer(onnx, own, reading);
        StreamAnswer other = StreamRulModelTest.answer(expected, theirs, reading);
        assertSame(List.of(told), List.of(other));
        // Every tenth reading each goes on from the other's state.
        own = Optional.of(t % 10 == 9 ? other.state() : told.state());
        theirs = Optional.of(t % 10 == 9 ? told.state() : other.state());
      }
      assertThat(onnx.mark()).isEqualTo(expected.mark());
    }
  }

  private static void assertSame(List<StreamAnswer> told, List<StreamAnswer> expected) {
    assertThat(told).hasSameSizeAs(expected);
    for (int i = 0; i < told.size(); i++) {
      List<RulEstimate> estimates = told.get(i).estimates();
      assertThat(estimates).hasSameSizeAs(expected.get(i).estimates());
      for (int t = 0; t < estimates.size(); t++) {
        RulEstimate one = estimates.get(t);
        RulEstimate other = expected.get(i).estimates().get(t);
        assertThat(one.rul()).isCloseTo(other.rul(), within(1e-3));
        assertThat(one.low()).isCloseTo(other.low(), within(1e-3));
        assertThat(one.high()).isCloseTo(other.high(), within(1e-3));
        assertThat(one.within15()).isCloseTo(other.within15(), within(1e-5));
        assertThat(one.within30()).isCloseTo(other.within30(), within(1e-5));
      }
      assertThat(told.get(i).state().values())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(expected.get(i).state().values());
      Map<String, Double> effects = effects(expected.get(i));
      assertThat(effects(told.get(i)))
          .hasSameSizeAs(effects)
          .allSatisfy(
              (sensor, cycles) -> assertThat(cycles).isCloseTo(effects.get(sensor), within(1e-3)));
    }
  }

  private static Map<String, Double> effects(StreamAnswer answer) {
    Map<String, Double> effects = new HashMap<>();
    answer.reasons().forEach(effect -> effects.put(effect.sensor(), effect.cycles()));
    return effects;
  }

  @Test
  void isVerifiedOnItsBackend() {
    ModelDirectory onnx = ModelDirectory.open(onnx(SHIPPED));
    assertThat(StreamVerification.of(onnx)).singleElement().matches(ModelCheck::passed);
    // The same weights, but one: the sample's answers are not given any more.
    Safetensors weights = weights(onnx);
    weights.tensors().get("output.bias").values()[0] += 0.01f;
    ModelDirectory other = onnx.with(StreamRulModel.WEIGHTS, weights.encode());
    assertThat(StreamVerification.of(other))
        .flatMap(ModelCheck::problems)
        .singleElement()
        .asString()
        .contains("answers its own sample at cycle");
  }

  @Test
  void refusesWeightsOfAnotherShape() {
    StreamModelFixture.write(models.resolve("rul-x/1"), 7);
    ModelDirectory onnx = ModelDirectory.open(onnx(models.resolve("rul-x/1")));
    Map<String, Tensor> wrong = new HashMap<>(weights(onnx).tensors());
    wrong.put("head.bias", Tensor.of(List.of(2L, 1L, 2L), new float[4]));
    onnx.with(StreamRulModel.WEIGHTS, new Safetensors(wrong, Map.of()).encode());

    assertThatThrownBy(() -> StreamRulModel.load(onnx.path()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the weights hold head.bias as Tensor[2, 1, 2] (expected shape");
  }

  @Test
  void aClosedModelHoldsNothingAndSaysSo() {
    StreamModelFixture.write(models.resolve("rul-x/1"), 7);
    StreamRulModel model = StreamRulModel.load(onnx(models.resolve("rul-x/1")));
    assertThat(model.held()).isPositive();
    model.close();
    model.close();

    assertThat(model.held()).isZero();
    StreamRequest request = StreamRequest.of(Optional.empty(), StreamModelFixture.readings(1, 1));
    assertThatThrownBy(() -> model.predict(List.of(request)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model rul-x is closed");
  }

  @Test
  void aCallLeavesNothingInNativeMemory() {
    Assumptions.assumeTrue(NativeMemory.isTold());
    ModelDirectory shipped = ModelDirectory.open(SHIPPED);
    List<StreamRequest> sample =
        StreamSample.read(shipped.bytes(StreamRulModel.SAMPLE), shipped.path()).requests();
    List<StreamRequest> batch = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      batch.add(sample.get(i % sample.size()));
    }
    try (StreamRulModel onnx = StreamRulModel.load(onnx(SHIPPED))) {
      repeat(300, () -> onnx.predict(batch));
      long before = NativeMemory.bytes();
      // Each makes outputs of 400 kB.
      repeat(1000, () -> onnx.predict(batch));
      assertThat(NativeMemory.bytes() - before).isLessThan(SLACK);
    }
  }

  @Test
  void aClosedModelLeavesNothingInNativeMemory() {
    Assumptions.assumeTrue(NativeMemory.isTold());
    ModelDirectory shipped = ModelDirectory.open(SHIPPED);
    StreamSpec spec = StreamRulModel.spec(shipped);
    Safetensors weights = weights(shipped);
    Runnable load = () -> new OnnxStreamEngine(spec, weights).close();
    repeat(50, load);
    long before = NativeMemory.bytes();
    // Each holds its weights, half a megabyte, at least once.
    repeat(400, load);
    assertThat(NativeMemory.bytes() - before).isLessThan(SLACK);
  }

  private static void repeat(int times, Runnable work) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }

  private static Safetensors weights(ModelDirectory directory) {
    return Safetensors.decode(directory.bytes(StreamRulModel.WEIGHTS), StreamRulModel.WEIGHTS);
  }

  /** The same version on ONNX Runtime, under the same name. */
  private Path onnx(Path version) {
    return ModelDirectory.open(version)
        .copy(
            models.resolve("onnx").resolve(version.getParent().getFileName()).resolve("9"),
            Backend.ONNXRUNTIME)
        .path();
  }
}
