package io.harbinger.network.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Which positions of padded sequences are real; the engine has no mask by length of its own. */
public final class SequenceMask {

  private SequenceMask() {}

  /**
   * 1 where a position lies within its sequence, 0 where it is padding. Reads the lengths on the
   * host, to refuse those that no sequence of this batch can have: once a sequence, not once a
   * step.
   *
   * @param lengths of the sequences {@code (batch)}, whole numbers from 0 to {@code time}
   * @param time how long the padded sequences are
   * @param type of the mask
   * @return {@code (batch, time)}, owned by the manager of the lengths
   */
  public static NDArray of(NDArray lengths, long time, DataType type) {
    if (lengths.getShape().dimension() != 1) {
      throw new IllegalArgumentException(
          "lengths of shape " + lengths.getShape() + " (expected one for each sequence)");
    }
    check(lengths, time);
    NDManager manager = lengths.getManager();
    NDArray positions =
        manager.arange(0, Math.toIntExact(time), 1, lengths.getDataType()).reshape(1, time);
    return positions.lt(lengths.reshape(lengths.getShape().get(0), 1)).toType(type, false);
  }

  private static void check(NDArray lengths, long time) {
    double[] steps;
    try (NDArray numbers = lengths.toType(DataType.FLOAT64, true)) {
      steps = numbers.toDoubleArray();
    }
    for (int row = 0; row < steps.length; row++) {
      double length = steps[row];
      if (!(length >= 0 && length <= time && length == Math.rint(length))) {
        throw new IllegalArgumentException(
            "sequence %d has length %s in a batch of %d steps (expected 0 to %d)"
                .formatted(row, plain(length), time, time));
      }
    }
  }

  /** Lengths are whole numbers, and are to be read as such in a message. */
  private static String plain(double length) {
    return length == (long) length ? Long.toString((long) length) : Double.toString(length);
  }

  /**
   * Values where a mask is 1, a constant where it is 0.
   *
   * @param mask that broadcasts to the values' shape
   * @param filler what padding becomes; nothing of a padded value remains, not even a NaN
   */
  public static NDArray fill(NDArray values, NDArray mask, double filler) {
    Shape shape = values.getShape();
    NDArray real = mask.toType(DataType.BOOLEAN, false).broadcast(shape);
    NDArray other = values.getManager().create(filler).toType(values.getDataType(), false);
    return values.getNDArrayInternal().where(real, other);
  }
}
