package io.harbinger.model.rul;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.model.Precision;
import io.harbinger.model.Tensor;
import io.harbinger.network.ops.OpLibrary;

/**
 * Casts arrays to the precision of a network.
 *
 * <p>By operations of the op library: DJL has no name for {@code bfloat16}, and ends the process
 * where it is asked for it. So of an array in a lower precision only its shape may be asked, and it
 * may only be given to operations that take no type from it: those of the op library.
 */
public final class PrecisionCast {

  private final Precision precision;

  /** To a precision. */
  public PrecisionCast(Precision precision) {
    this.precision = precision;
  }

  /**
   * An array in the precision; the same one in float32, otherwise a new one of the same manager.
   *
   * @param x in float32
   */
  public NDArray down(NDArray x) {
    return switch (precision) {
      case FLOAT32 -> x;
      case FLOAT16 -> call("to_float16", x);
      case BFLOAT16 -> call("to_bfloat16", x);
    };
  }

  /**
   * A weight in the precision.
   *
   * @param manager owns it
   */
  public NDArray weight(Tensor tensor, NDManager manager) {
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    NDArray wide = manager.create(tensor.values(), new Shape(shape));
    if (precision == Precision.FLOAT32) {
      return wide;
    }
    try (wide) {
      return down(wide);
    }
  }

  private static NDArray call(String operation, NDArray x) {
    return OpLibrary.get().call(operation, new NDList(x), false).singletonOrThrow();
  }
}
