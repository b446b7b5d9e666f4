package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.util.SplittableRandom;

/** Passes and arrays for tests, all of 64-bit floats and from seeds. */
public final class Passes {

  private Passes() {}

  /** A pass that serves. */
  public static ForwardPass serving(NDManager manager) {
    return new ForwardPass(new ParameterStore(manager, false), false, new SplittableRandom(1));
  }

  /** A pass that trains. */
  public static ForwardPass training(NDManager manager) {
    return new ForwardPass(new ParameterStore(manager, false), true, new SplittableRandom(1));
  }

  /** A pass that serves with random numbers from a seed. */
  public static ForwardPass serving(NDManager manager, long seed) {
    return new ForwardPass(new ParameterStore(manager, false), false, new SplittableRandom(seed));
  }

  /** Normal numbers. */
  public static NDArray normal(NDManager manager, long seed, long... shape) {
    Shape extents = new Shape(shape);
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.toIntExact(extents.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return manager.create(values, extents);
  }
}
