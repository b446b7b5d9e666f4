package io.harbinger.model;

import java.util.Arrays;
import java.util.List;

/**
 * A named parameter's values as they are stored, row-major. The array is not copied: whoever makes
 * the tensor hands it over.
 */
public final class Tensor {

  private final List<Long> shape;
  private final float[] values;

  private Tensor(List<Long> shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** A tensor of a shape; the shape's product must be the number of values. */
  public static Tensor of(List<Long> shape, float[] values) {
    long size = 1;
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "a tensor of shape " + shape + " (expected extents of 0 or more)");
      }
      size = Math.multiplyExact(size, extent);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s with %d values (expected %d)"
              .formatted(shape, values.length, size));
    }
    return new Tensor(List.copyOf(shape), values);
  }

  /** Extents, outermost first; empty for a scalar. */
  public List<Long> shape() {
    return shape;
  }

  /** The values, row-major; not to be changed. */
  public float[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && shape.equals(tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
