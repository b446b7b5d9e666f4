package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/** Choices between arrays row by row. */
final class Rows {

  private Rows() {}

  /** The chosen rows of one array and the other rows of another, of the same shape. */
  static NDArray choose(BitSet chosen, NDArray those, NDArray others) {
    Shape shape = others.getShape();
    if (!those.getShape().equals(shape)) {
      throw new IllegalArgumentException(
          "rows of shape %s to stand among rows of shape %s (expected the same)"
              .formatted(those.getShape(), shape));
    }
    int batch = Math.toIntExact(shape.get(0));
    if (chosen.isEmpty()) {
      return others;
    }
    if (chosen.cardinality() == batch) {
      return those;
    }
    boolean[] flags = new boolean[batch];
    for (int row = 0; row < batch; row++) {
      flags[row] = chosen.get(row);
    }
    long[] column = new long[shape.dimension()];
    Arrays.fill(column, 1);
    column[0] = batch;
    NDManager manager = others.getManager();
    NDArray condition = manager.create(flags).reshape(column).broadcast(shape);
    return those.getNDArrayInternal().where(condition, others);
  }

  /** Rows that come true with a probability; certain ones cost no random number. */
  static BitSet draw(int batch, double probability, RandomGenerator random) {
    BitSet drawn = new BitSet(batch);
    if (probability >= 1) {
      drawn.set(0, batch);
    } else if (probability > 0) {
      for (int row = 0; row < batch; row++) {
        drawn.set(row, random.nextDouble() < probability);
      }
    }
    return drawn;
  }

  static double requireProbability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a sampling probability of " + probability + " (expected 0 to 1)");
    }
    return probability;
  }
}
