package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.OpLibrary;
import java.util.Arrays;

/**
 * How many steps of each sequence of a padded batch are real. What lies beyond is padding: it
 * changes no result, the state stays as it was, and outputs there are zero.
 *
 * <p>Immutable; holds no arrays of the engine.
 */
public final class SequenceLengths {

  private static final SequenceLengths WHOLE = new SequenceLengths(new long[0], true);

  private final long[] lengths;
  private final boolean whole;

  private SequenceLengths(long[] lengths, boolean whole) {
    this.lengths = lengths;
    this.whole = whole;
  }

  /** No padding: every sequence is as long as the batch's longest. */
  public static SequenceLengths whole() {
    return WHOLE;
  }

  /** The steps of each sequence, in the order of the batch. */
  public static SequenceLengths of(long... lengths) {
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] < 0) {
        throw new IllegalArgumentException(
            "sequence %d has length %d (expected 0 or more)".formatted(row, lengths[row]));
      }
    }
    return new SequenceLengths(lengths.clone(), false);
  }

  /** Whether there is no padding. */
  public boolean isWhole() {
    return whole;
  }

  void check(long time, long batch) {
    if (whole) {
      return;
    }
    if (lengths.length != batch) {
      throw new IllegalArgumentException(
          "%d lengths for a batch of %d sequences (expected one for each)"
              .formatted(lengths.length, batch));
    }
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] > time) {
        throw new IllegalArgumentException(
            "sequence %d has length %d in a batch of %d steps (expected 0 to %d)"
                .formatted(row, lengths[row], time, time));
      }
    }
  }

  /** True where a step is real, {@code (time, batch, 1)}; {@code (0, batch, 1)} if all are. */
  NDArray alive(NDManager manager, long time, long batch) {
    int steps = whole ? 0 : Math.toIntExact(time);
    int rows = Math.toIntExact(batch);
    boolean[] alive = new boolean[steps * rows];
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < rows; row++) {
        alive[t * rows + row] = t < lengths[row];
      }
    }
    return manager.create(alive, new Shape(steps, rows, 1));
  }

  /** The sequences {@code (time, batch, size)} with zeros in the padding. */
  NDArray hidePadding(NDArray x, boolean training) {
    if (whole) {
      return x;
    }
    Shape shape = x.getShape();
    try (NDArray alive = alive(x.getManager(), shape.get(0), shape.get(1))) {
      return OpLibrary.get().call("hide", new NDList(x, alive), training).head();
    }
  }

  /** Each sequence {@code (time, batch, size)} backwards, its padding left at the end. */
  NDArray reverse(NDArray x) {
    if (whole) {
      return x.flip(0);
    }
    Shape shape = x.getShape();
    int rows = lengths.length;
    long[] index = new long[Math.toIntExact(shape.get(0)) * rows];
    for (int i = 0; i < index.length; i++) {
      int t = i / rows;
      long length = lengths[i % rows];
      index[i] = t < length ? length - 1 - t : t;
    }
    NDManager manager = x.getManager();
    try (NDArray column = manager.create(index, new Shape(shape.get(0), rows, 1));
        NDArray rowsOfSteps = column.broadcast(shape)) {
      return x.gather(rowsOfSteps, 0);
    }
  }

  @Override
  public String toString() {
    return whole ? "whole" : Arrays.toString(lengths);
  }
}
