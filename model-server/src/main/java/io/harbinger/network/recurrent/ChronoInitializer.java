package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * Chrono initialisation of a forget gate's bias (Tallec and Ollivier, 2018, arXiv 1804.11188):
 * {@code b_f = log(U(1, tMax - 1))}, so that the units' memories reach from one step to the longest
 * dependency; the candidate's bias is zero.
 *
 * @param tMax the longest dependency in steps, at least 3
 * @param seed of the draw
 */
public record ChronoInitializer(int tMax, long seed) implements Initializer {

  /** Refuses a range that is empty. */
  public ChronoInitializer {
    if (tMax < 3) {
      throw new IllegalArgumentException(
          "a longest dependency of " + tMax + " steps (expected at least 3)");
    }
  }

  ChronoInitializer withSeed(long newSeed) {
    return new ChronoInitializer(tMax, newSeed);
  }

  /** A bias of shape (2 units): the forget gate's half, then zeros for the candidate. */
  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length / 2; i++) {
      values[i] = (float) Math.log(random.nextDouble(1, tMax - 1));
    }
    return VectorInitializer.array(manager, values, shape, dataType);
  }
}
