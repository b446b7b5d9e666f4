package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * What an attention looks over, prepared once for all steps. The arrays belong to the manager of
 * the states that it was made of.
 *
 * @param values the states, padding zeroed {@code (batch, time, depth)}
 * @param keys what queries are held against {@code (batch, time, units)}
 * @param mask 1 where a position is real, 0 where it is padding {@code (batch, time)}
 */
public record AttentionMemory(NDArray values, NDArray keys, NDArray mask) {

  /** Refuses parts that are not of the same sequences and positions. */
  public AttentionMemory {
    Shape positions = mask.getShape();
    if (positions.dimension() != 2
        || !isOver(positions, values.getShape())
        || !isOver(positions, keys.getShape())) {
      throw new IllegalArgumentException(
          ("a memory of values %s, keys %s and a mask %s"
                  + " (expected batch, time, depth, then batch, time, units, then batch, time)")
              .formatted(values.getShape(), keys.getShape(), positions));
    }
  }

  private static boolean isOver(Shape positions, Shape shape) {
    return shape.dimension() == 3 && shape.slice(0, 2).equals(positions);
  }

  /** How many sequences. */
  public long batch() {
    return values.getShape().get(0);
  }

  /** How many positions, padding included. */
  public long time() {
    return values.getShape().get(1);
  }

  /** The width of a context. */
  public long depth() {
    return values.getShape().get(2);
  }

  /** Each sequence several times in a row: the memory of a beam search of that width. */
  public AttentionMemory repeat(int times) {
    return new AttentionMemory(
        values.repeat(0, times), keys.repeat(0, times), mask.repeat(0, times));
  }
}
