package io.harbinger.network.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Products of arrays with numbers in what a backward pass will go through.
 *
 * <p>The engine binding's own {@code array.mul(2)} makes an array of the number over memory that
 * Java owns, and lets go of it at once; the recorded product still points there. A collection of
 * garbage between the two passes makes the gradient whatever lies there then, now and then not a
 * number.
 */
public final class Scale {

  private Scale() {}

  /** The product of an array of floats with a number, safe to be recorded. */
  public static NDArray by(double factor, NDArray array) {
    // The engine owns this array's memory, so the recorded product keeps it.
    try (NDArray scalar =
        array.getManager().full(new Shape(), (float) factor, array.getDataType())) {
      return array.mul(scalar);
    }
  }
}
