package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.harbinger.model.Backend;
import io.harbinger.model.BatchPhases;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.Precision;
import io.harbinger.model.Safetensors;
import io.harbinger.model.UnfitPrecisionException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windowed models in lower precisions. */
class RulPrecisionTest {

  @TempDir Path models;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theCastNetworkIsTheSameNetwork(boolean attention) {
    RulNetworkConfig config = config(attention);
    Safetensors weights = RulModel.weights(write(config));
    float[] values = values(config, 5);
    try (RulEngine block = new PyTorchRulEngine(config, weights);
        RulEngine cast = new CastRulEngine(config, weights, Precision.FLOAT32)) {
      RulEngine.Heads expected = block.read(values, 5, BatchPhases.IGNORED);
      RulEngine.Heads heads = cast.read(values, 5, BatchPhases.IGNORED);

      assertThat(heads.rul()).containsExactly(expected.rul(), within(1e-6f));
      assertThat(heads.logits()).containsExactly(expected.logits(), within(1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT16,true", "FLOAT16,false", "BFLOAT16,true", "BFLOAT16,false"})
  void aLowerPrecisionIsReallyLowerAndNotFarOff(Precision precision, boolean attention) {
    RulNetworkConfig config = config(attention);
    Safetensors weights = RulModel.weights(write(config));
    float[] values = values(config, 5);
    try (RulEngine block = new PyTorchRulEngine(config, weights);
        RulEngine cast = new CastRulEngine(config, weights, precision)) {
      int before = cast.held();
      float[] expected = block.read(values, 5, BatchPhases.IGNORED).rul();
      float[] rul = cast.read(values, 5, BatchPhases.IGNORED).rul();

      float rounding = precision == Precision.FLOAT16 ? 0x1p-11f : 0x1p-8f;
      assertThat(rul).containsExactly(expected, within(20 * rounding));
      double apart = 0;
      for (int i = 0; i < rul.length; i++) {
        apart = Math.max(apart, Math.abs(rul[i] - expected[i]));
      }
      assertThat(apart).isGreaterThan(rounding / 20);
      assertThat(cast.held()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void isComputedInWhatItsManifestPermits(Precision asked) {
    ModelDirectory directory = permitting(RulModelFixture.write(models.resolve("rul-x/1"), 7));
    try (RulModel expected = RulModel.load(directory.path());
        RulModel model = RulModel.load(directory.path(), asked)) {
      RulWindow window = RulModelFixture.window(3);
      double rul = expected.predict(List.of(window)).get(0).rul();

      assertThat(model.precision()).isEqualTo(asked);
      assertThat(model.predict(List.of(window)).get(0).rul()).isCloseTo(rul, within(1.0));
    }
  }

  @Test
  void isComputedInFloat32WhereNothingElseIsPermitted() {
    Path version = RulModelFixture.write(models.resolve("rul-x/1"), 7).path();
    try (RulModel expected = RulModel.load(version);
        RulModel model = RulModel.load(version, Precision.BFLOAT16)) {
      List<RulWindow> window = List.of(RulModelFixture.window(3));

      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(model.predict(window)).isEqualTo(expected.predict(window));
    }
  }

  @Test
  void isComputedInFloat32WhereItsSampleDoesNotPass() {
    ModelDirectory brittle = permitting(RulModelFixture.writeBrittle(models.resolve("rul-x/1"), 7));
    try (RulModel model = RulModel.load(brittle.path(), Precision.BFLOAT16)) {
      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
    }
    List<ModelCheck> checks = RulVerification.of(brittle);
    assertThat(checks)
        .extracting(ModelCheck::name)
        .containsExactly("weights", "sample", "float16", "bfloat16");
    assertThat(checks).extracting(ModelCheck::passed).containsExactly(true, true, false, false);
    assertThat(checks.get(3).problems())
        .singleElement()
        .asString()
        .matches(
            "model rul-x, version 3, answers its own sample in bfloat16 with \\d+\\.\\d{4} cycles"
                + " and \\d\\.\\d{5} in probability off"
                + " \\(at most 1\\.0000 cycles and 0\\.02000 in probability off\\)");
  }

  @Test
  void aPrecisionThatABackendCannotDoIsNoFaultOfTheVersion() {
    ModelDirectory onnx =
        permitting(RulModelFixture.write(models.resolve("rul-x/1"), 7))
            .copy(models.resolve("rul-x/4"), Backend.ONNXRUNTIME);
    try (RulModel model = RulModel.load(onnx.path(), Precision.FLOAT16)) {
      assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
    }
    assertThat(RulVerification.of(onnx))
        .allMatch(ModelCheck::passed)
        .last()
        .extracting(ModelCheck::detail)
        .isEqualTo("permitted, but not computed in by onnxruntime: served in float32");
    assertThatThrownBy(
            () ->
                RulModel.of(
                    onnx.info(),
                    RulModel.spec(onnx),
                    RulModel.weights(onnx),
                    Backend.ONNXRUNTIME,
                    Precision.FLOAT16))
        .isInstanceOf(UnfitPrecisionException.class)
        .hasMessage(
            "model rul-x, version 4, is computed by onnxruntime, which computes in float32 alone (asked for float16)");
  }

  @Test
  void wrongWeightsAreRefusedInAnyPrecision() {
    ModelDirectory sound = permitting(RulModelFixture.write(models.resolve("rul-x/1"), 7));
    byte[] others = RulModelFixture.write(models.resolve("rul-y/1"), 8).bytes(RulModel.WEIGHTS);
    ModelDirectory mixed = sound.with(RulModel.WEIGHTS, others);

    assertThatThrownBy(() -> RulModel.load(mixed.path(), Precision.FLOAT16))
        .hasMessageContaining("its weights are not the trained ones");
  }

  private ModelDirectory permitting(ModelDirectory directory) {
    return directory.copy(
        models.resolve("rul-x/3"),
        manifest -> manifest.withPrecisions(EnumSet.allOf(Precision.class)));
  }

  private ModelDirectory write(RulNetworkConfig config) {
    return RulModelFixture.write(models.resolve("rul-x/1"), 7, config);
  }

  private static RulNetworkConfig config(boolean attention) {
    return new RulNetworkConfig(
        6, RulModelFixture.LENGTH, List.of(8, 5), 0.2, attention, List.of(15, 30), 50);
  }

  private static float[] values(RulNetworkConfig config, int batch) {
    SplittableRandom random = new SplittableRandom(3);
    float[] all = new float[batch * config.window() * config.channels()];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) random.nextGaussian();
    }
    return all;
  }
}
