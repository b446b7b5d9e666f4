package io.harbinger.model.rul.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.harbinger.model.Backend;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streaming models in lower precisions. */
class StreamPrecisionTest {

  private static final StreamSpec SPEC = StreamModelFixture.spec(2);

  @TempDir Path models;

  private Path plain;

  @BeforeEach
  void write() {
    plain = models.resolve("rul-x/1");
    StreamModelFixture.write(plain, SPEC, 7);
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT16", "BFLOAT16"})
  void aLowerPrecisionIsReallyLowerAndNotFarOff(Precision precision) {
    RulWindow all = StreamModelFixture.readings(1, 30);
    try (StreamRulModel expected = StreamRulModel.load(plain);
        StreamRulModel model = StreamRulModel.load(permitting(plain), precision)) {
      assertThat(model.precision()).isEqualTo(precision);
      assertThat(model.mark()).isEqualTo(expected.mark());
      int before = model.held();
      double apart = 0;
      Optional<StreamState> own = Optional.empty();
      Optional<StreamState> theirs = Optional.empty();
      List<RulEstimate> whole = StreamRulModelTest.answer(model, Optional.empty(), all).estimates();
      for (int t = 0; t < all.length(); t++) {
        StreamAnswer told = StreamRulModelTest.answer(model, own, all.part(t, t + 1));
        StreamAnswer other = StreamRulModelTest.answer(expected, theirs, all.part(t, t + 1));
        assertThat(told.last().rul()).isCloseTo(other.last().rul(), within(1.0));
        assertThat(told.last().within30()).isCloseTo(other.last().within30(), within(0.02));
        // A step and a sequence round alike.
        assertThat(whole.get(t).rul()).isCloseTo(told.last().rul(), within(0.05));
        apart = Math.max(apart, Math.abs(told.last().rul() - other.last().rul()));
        own = Optional.of(told.state());
        theirs = Optional.of(other.state());
      }
      assertThat(apart).as("float32 would differ by less").isGreaterThan(1e-3);
      assertThat(model.held()).isEqualTo(before);
      // What one keeps the other goes on from.
      StreamAnswer on = StreamRulModelTest.answer(expected, own, all.part(0, 1));
      assertThat(on.state().size()).isEqualTo(SPEC.stateSize());
    }
  }

  @Test
  void aStateKeepsDigitsThatTheProductsHaveNot() {
    try (StreamRulModel model = StreamRulModel.load(permitting(plain), Precision.BFLOAT16)) {
      float[] state =
          StreamRulModelTest.answer(model, Optional.empty(), StreamModelFixture.readings(1, 3))
              .state()
              .values();
      int finer = 0;
      for (int i = SPEC.levels().size(); i < state.length; i++) {
        finer += (Float.floatToIntBits(state[i]) & 0xffff) != 0 ? 1 : 0;
      }
      assertThat(finer).isGreaterThan((state.length - SPEC.levels().size()) / 2);
    }
  }

  @Test
  void reasonsStayInFloat32() {
    Safetensors weights = StreamModelFixture.weights(SPEC, 7);
    try (StreamEngine wide = new PyTorchStreamEngine(SPEC, weights);
        StreamEngine cast = new CastStreamEngine(SPEC, weights, Precision.BFLOAT16)) {
      assertThat(gradient(cast)).containsExactly(gradient(wide));
      cast.close();
      assertThat(cast.held()).isZero();
    }
  }

  private static float[] gradient(StreamEngine engine) {
    StreamScratch scratch = new StreamScratch();
    int width = SPEC.features().size();
    scratch.room(0, 4 * width).put(new float[4 * width]);
    return engine.gradient(scratch, 4, 1);
  }

  @Test
  void isComputedInFloat32WhereNothingElseIsPermitted() {
    try (StreamRulModel model = StreamRulModel.load(plain, Precision.FLOAT16)) {
      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
    }
    assertThat(StreamVerification.of(ModelDirectory.open(plain)))
        .extracting(ModelCheck::name)
        .containsExactly("sample");
  }

  /** The RUL is a small difference of large numbers, of which 16 bits leave nothing. */
  @Test
  void isComputedInFloat32WhereItsSampleDoesNotPass() {
    Safetensors weights = StreamModelFixture.weights(SPEC, 7);
    float[] head = weights.tensors().get("head.bias").values();
    float[] weight = weights.tensors().get("output.weight").values();
    float[] bias = weights.tensors().get("output.bias").values();
    for (int member = 0; member < 2; member++) {
      head[member * SPEC.network().head()] += 1000;
      weight[member * SPEC.network().head() * SPEC.network().outputs()] = 0.1f;
      bias[member * SPEC.network().outputs()] -= 100;
    }
    StreamModelWriter.write(
        models.resolve("rul-x/2"),
        SPEC,
        weights.tensors(),
        StreamModelFixture.readings(1, 12),
        List.of(),
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
    Path brittle = permitting(models.resolve("rul-x/2"));

    try (StreamRulModel model = StreamRulModel.load(brittle, Precision.BFLOAT16)) {
      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
    }
    List<ModelCheck> checks = StreamVerification.of(ModelDirectory.open(brittle));
    assertThat(checks)
        .extracting(ModelCheck::name)
        .containsExactly("sample", "float16", "bfloat16");
    assertThat(checks).extracting(ModelCheck::passed).containsExactly(true, false, false);
    assertThat(checks.get(2).problems())
        .singleElement()
        .asString()
        .contains("answers its own sample in bfloat16 with ")
        .endsWith("(at most 1.0000 cycles and 0.02000 in probability off)");
  }

  @Test
  void aBackendThatHasNoSixteenBitsComputesInFloat32() {
    Path onnx =
        ModelDirectory.open(permitting(plain))
            .copy(models.resolve("rul-x/9"), Backend.ONNXRUNTIME)
            .path();
    try (StreamRulModel model = StreamRulModel.load(onnx, Precision.BFLOAT16)) {
      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
    }
  }

  private Path permitting(Path version) {
    return ModelDirectory.open(version)
        .copy(
            models.resolve("rul-x/5"),
            manifest -> manifest.withPrecisions(EnumSet.allOf(Precision.class)))
        .path();
  }
}
