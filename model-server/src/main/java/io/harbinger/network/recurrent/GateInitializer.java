package io.harbinger.network.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Initialises a matrix that holds the weights of several gates side by side, {@code (rows..., gates
 * x units)}: each gate's block is drawn as a matrix of its own. Reproducible from the seed alone,
 * whatever the engine's random state.
 */
sealed interface GateInitializer extends Initializer {

  int gates();

  /** Fills one gate's block, row-major {@code (rows, units)}. */
  double[][] block(int gate, int rows, int units, SplittableRandom random);

  long seed();

  @Override
  default NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    int columns = Math.toIntExact(shape.get(shape.dimension() - 1));
    int rows = Math.toIntExact(shape.size() / columns);
    int units = columns / gates();
    float[] values = new float[rows * columns];
    SplittableRandom random = new SplittableRandom(seed());
    for (int gate = 0; gate < gates(); gate++) {
      double[][] block = block(gate, rows, units, random);
      for (int row = 0; row < rows; row++) {
        for (int unit = 0; unit < units; unit++) {
          values[row * columns + gate * units + unit] = (float) block[row][unit];
        }
      }
    }
    return VectorInitializer.array(manager, values, shape, dataType);
  }

  /**
   * Uniform of variance 1/rows, times a factor of each gate's own: in +-factor*sqrt(3 / rows) (Lei
   * et al., 2018, section 3.3).
   */
  record ScaledUniform(List<Double> factors, long seed) implements GateInitializer {
    @Override
    public int gates() {
      return factors.size();
    }

    @Override
    public double[][] block(int gate, int rows, int units, SplittableRandom random) {
      return uniform(rows, units, factors.get(gate) * Math.sqrt(3.0 / rows), random);
    }
  }

  /** Uniform in +-sqrt(6 / (rows + units)) (Glorot and Bengio, 2010). */
  record GlorotUniform(int gates, long seed) implements GateInitializer {
    @Override
    public double[][] block(int gate, int rows, int units, SplittableRandom random) {
      return uniform(rows, units, Math.sqrt(6.0 / (rows + units)), random);
    }
  }

  /** Normal around 0. */
  record Normal(int gates, double deviation, long seed) implements GateInitializer {
    @Override
    public double[][] block(int gate, int rows, int units, SplittableRandom random) {
      double[][] block = new double[rows][units];
      for (double[] row : block) {
        for (int i = 0; i < units; i++) {
          row[i] = deviation * random.nextGaussian();
        }
      }
      return block;
    }
  }

  private static double[][] uniform(int rows, int units, double limit, SplittableRandom random) {
    double[][] block = new double[rows][units];
    for (double[] row : block) {
      for (int i = 0; i < units; i++) {
        row[i] = random.nextDouble(-limit, limit);
      }
    }
    return block;
  }

  /** A random orthogonal square matrix (Saxe, McClelland and Ganguli, 2014), by Gram-Schmidt. */
  record Orthogonal(int gates, long seed) implements GateInitializer {
    @Override
    public double[][] block(int gate, int rows, int units, SplittableRandom random) {
      if (rows != units) {
        throw new IllegalArgumentException(
            "an orthogonal block of %d x %d (expected a square)".formatted(rows, units));
      }
      double[][] block = new double[rows][];
      for (int row = 0; row < rows; row++) {
        block[row] = orthonormalTo(block, row, random);
      }
      return block;
    }

    private static double[] orthonormalTo(double[][] basis, int count, SplittableRandom random) {
      while (true) {
        double[] vector = new double[basis.length];
        for (int i = 0; i < vector.length; i++) {
          vector[i] = random.nextGaussian();
        }
        // Twice is enough: the second pass takes away what rounding left of the first.
        for (int pass = 0; pass < 2; pass++) {
          for (int k = 0; k < count; k++) {
            double projection = dot(vector, basis[k]);
            for (int i = 0; i < vector.length; i++) {
              vector[i] -= projection * basis[k][i];
            }
          }
        }
        double norm = Math.sqrt(dot(vector, vector));
        if (norm > 1e-6) {
          for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
          }
          return vector;
        }
      }
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }
}
