package io.harbinger.platform.serving.protocol;

import java.util.List;

/**
 * What a model's input or output is.
 *
 * @param name of the tensor
 * @param datatype of its elements
 * @param shape its extents; -1 where any will do
 */
public record TensorMetadata(String name, Datatype datatype, List<Integer> shape) {

  /** Copies the shape. */
  public TensorMetadata {
    shape = List.copyOf(shape);
  }
}
