package io.harbinger.model.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.Precision;
import io.harbinger.model.Tensor;
import io.harbinger.model.UnfitPrecisionException;
import io.harbinger.network.ops.OpLibrary;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By the digits that are left of a number, which tell its type whatever it says it is. */
class PrecisionCastTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void float32IsTheArrayItself() {
    NDArray x = manager.create(1.1f);

    assertThat(new PrecisionCast(Precision.FLOAT32).down(x)).isSameAs(x);
  }

  @Test
  void float16HasTenBitsOfFractionAndEndsAt65504() {
    assertThat(new PrecisionCast(Precision.FLOAT16).down(manager.create(1f)).getDataType())
        .isEqualTo(DataType.FLOAT16);
    assertThat(through(Precision.FLOAT16, 1 + 0x1p-10f)).isEqualTo(1 + 0x1p-10f);
    assertThat(through(Precision.FLOAT16, 1 + 0x1p-12f)).isEqualTo(1);
    assertThat(through(Precision.FLOAT16, 70_000)).isInfinite();
  }

  @Test
  void bfloat16HasSevenBitsOfFractionAndTheReachOf32() {
    assertThat(through(Precision.BFLOAT16, 1 + 0x1p-7f)).isEqualTo(1 + 0x1p-7f);
    assertThat(through(Precision.BFLOAT16, 1 + 0x1p-9f)).isEqualTo(1);
    assertThat(through(Precision.BFLOAT16, 0x1p100f)).isEqualTo(0x1p100f);
  }

  @Test
  void aWeightLeavesNothingElseBehind() {
    new PrecisionCast(Precision.BFLOAT16)
        .weight(Tensor.of(List.of(2L), new float[] {1, 2}), manager);

    assertThat(manager.getManagedArrays()).hasSize(1);
  }

  @Test
  void whatTheEngineCannotDoIsSaidInOneLine() {
    NDArray x = manager.create(new float[] {1}, new Shape(1, 1));
    NDArray half = new PrecisionCast(Precision.FLOAT16).down(x);
    EngineException failure =
        catchThrowableOfType(
            EngineException.class,
            () -> OpLibrary.get().call("read_head", new NDList(x, half, half), false));

    assertThat(
            UnfitPrecisionException.of(
                new ModelInfo("rul-x", "1", "rul"), Precision.FLOAT16, "cpu()", failure))
        .hasMessageStartingWith(
            "model rul-x, version 1, cannot be computed in float16 on cpu(): RuntimeError: ")
        .hasMessageNotContaining("\n");
  }

  /** A number cast down, and widened again by a head of weight 1. */
  private float through(Precision precision, float number) {
    PrecisionCast cast = new PrecisionCast(precision);
    NDList arguments =
        new NDList(
            cast.down(manager.create(new float[] {number}, new Shape(1, 1))),
            cast.down(manager.create(new float[] {1}, new Shape(1, 1))),
            cast.down(manager.create(new float[] {0}, new Shape(1))));
    return OpLibrary.get().call("read_head", arguments, false).head().toFloatArray()[0];
  }
}
