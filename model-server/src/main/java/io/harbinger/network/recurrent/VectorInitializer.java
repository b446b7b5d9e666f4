package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Initialises a vector that holds the values of several gates one after the other, {@code (gates x
 * units)}. Reproducible from its own values alone, whatever the engine's random state.
 */
sealed interface VectorInitializer extends Initializer {

  /** All values of a vector. */
  double[] values(int size);

  @Override
  default NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    double[] values = values(Math.toIntExact(shape.size()));
    float[] rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) values[i];
    }
    return array(manager, rounded, shape, dataType);
  }

  /** An array of a type from values of single precision. */
  static NDArray array(NDManager manager, float[] values, Shape shape, DataType dataType) {
    NDArray array = manager.create(values, shape);
    if (dataType == DataType.FLOAT32) {
      return array;
    }
    try (array) {
      return array.toType(dataType, true);
    }
  }

  /** One value for each gate. */
  record Constants(List<Double> gates) implements VectorInitializer {
    static Constants of(Double... gates) {
      return new Constants(List.of(gates));
    }

    @Override
    public double[] values(int size) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = gates.get(i / (size / gates.size()));
      }
      return values;
    }
  }

  /** Uniform in [low, high). */
  record Uniform(double low, double high, long seed) implements VectorInitializer {
    @Override
    public double[] values(int size) {
      SplittableRandom random = new SplittableRandom(seed);
      return random.doubles(size, low, high).toArray();
    }
  }

  /**
   * Chrono initialisation of an LSTM's bias (Tallec and Ollivier, 2018), gates i, j, f, o: {@code
   * b_f = log(U(1, tMax - 1))}, {@code b_i = -b_f}, the others zero.
   */
  record ChronoLstm(int tMax, long seed) implements VectorInitializer {
    @Override
    public double[] values(int size) {
      SplittableRandom random = new SplittableRandom(seed);
      int units = size / 4;
      double[] values = new double[size];
      for (int i = 0; i < units; i++) {
        values[2 * units + i] = Math.log(random.nextDouble(1, tMax - 1));
        values[i] = -values[2 * units + i];
      }
      return values;
    }
  }
}
