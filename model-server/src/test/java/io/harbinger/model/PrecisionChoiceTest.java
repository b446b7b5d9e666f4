package io.harbinger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.model.rul.RulModelFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChoiceTest {

  @TempDir Path models;

  private final List<Precision> tried = new ArrayList<>();
  private ModelDirectory directory;

  @BeforeEach
  void write() {
    directory =
        RulModelFixture.write(models.resolve("rul-x/1"), 7)
            .copy(
                models.resolve("rul-x/2"),
                manifest ->
                    manifest.withPrecisions(EnumSet.of(Precision.FLOAT32, Precision.FLOAT16)));
  }

  @Test
  void whatIsPermittedAndPassesIsTheOnlyOneLoaded() {
    assertThat(choose(Precision.FLOAT16)).isEqualTo(Precision.FLOAT16);
    assertThat(tried).containsExactly(Precision.FLOAT16);
  }

  @Test
  void whatIsNotPermittedIsNotEvenTried() {
    assertThat(choose(Precision.BFLOAT16)).isEqualTo(Precision.FLOAT32);
    assertThat(tried).containsExactly(Precision.FLOAT32);
  }

  @Test
  void whatAnEngineCannotDoIsDoneInFloat32() {
    Precision chosen =
        PrecisionChoice.load(
            directory,
            Precision.FLOAT16,
            precision -> {
              tried.add(precision);
              if (precision != Precision.FLOAT32) {
                throw UnfitPrecisionException.of(
                    directory.info(), precision, "cpu()", new IllegalStateException("no kernel"));
              }
              return precision;
            });

    assertThat(chosen).isEqualTo(Precision.FLOAT32);
    assertThat(tried).containsExactly(Precision.FLOAT16, Precision.FLOAT32);
  }

  @Test
  void anyOtherFailureIsNoReasonToTryAgain() {
    assertThatThrownBy(
            () ->
                PrecisionChoice.load(
                    directory,
                    Precision.FLOAT16,
                    precision -> {
                      tried.add(precision);
                      throw new IllegalArgumentException("weights of another network");
                    }))
        .hasMessage("weights of another network");
    assertThat(tried).containsExactly(Precision.FLOAT16);
  }

  private Precision choose(Precision asked) {
    return PrecisionChoice.load(
        directory,
        asked,
        precision -> {
          tried.add(precision);
          return precision;
        });
  }
}
