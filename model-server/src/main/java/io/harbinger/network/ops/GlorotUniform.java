package io.harbinger.network.ops;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.SplittableRandom;

/**
 * Uniform in +-sqrt(6 / (fan in + fan out)) (Glorot and Bengio, 2010), reproducible from the seed
 * alone, whatever the engine's random state.
 */
public record GlorotUniform(long fanIn, long fanOut, long seed) implements Initializer {

  /** Refuses fans that give no limit. */
  public GlorotUniform {
    if (fanIn < 1 || fanOut < 1) {
      throw new IllegalArgumentException(
          "fans of %d and %d (expected at least 1 each)".formatted(fanIn, fanOut));
    }
  }

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    double limit = Math.sqrt(6.0 / (fanIn + fanOut));
    double[] values = new double[Math.toIntExact(shape.size())];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-limit, limit);
    }
    return manager.create(values, shape).toType(dataType, false);
  }
}
