package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.OpLibrary;

/** How a monotonic alignment follows from the last one (Raffel et al., 2017, arXiv 1704.00784). */
public enum MonotonicMode {

  /** Position after position (equations 8 and 9). Exact; a loop over the memory. */
  RECURSIVE {
    @Override
    public NDArray align(NDArray chosen, NDArray previous, boolean training) {
      return OpLibrary.get()
          .call("monotonic_recursive", new NDList(chosen, previous), training)
          .head();
    }
  },

  /**
   * The same in closed form by cumulative sums and products (equation 11). It clips its divisor at
   * 1e-10, so that weight far behind many sure stops is lost.
   */
  PARALLEL {
    @Override
    public NDArray align(NDArray chosen, NDArray previous, boolean training) {
      NDArray passed = passedOver(chosen);
      return chosen.mul(passed).mul(previous.div(passed.clip(1e-10, 1)).cumSum(1));
    }
  },

  /** The first chosen position from the last one on, one-hot; nothing when there is none. */
  HARD {
    @Override
    public NDArray align(NDArray chosen, NDArray previous, boolean training) {
      NDArray ahead = chosen.mul(previous.cumSum(1));
      return ahead.mul(shifted(ahead.neg().add(1), 1).cumProd(1));
    }
  };

  /**
   * The next alignment.
   *
   * @param chosen the probability of stopping at each position {@code (batch, time)}; 0 or 1 in
   *     hard mode
   * @param previous the last alignment {@code (batch, time)}
   * @param training true to record gradients
   */
  public abstract NDArray align(NDArray chosen, NDArray previous, boolean training);

  /** The product of {@code 1 - p} over all positions before each, by logarithms. */
  private static NDArray passedOver(NDArray p) {
    double tiny = p.getDataType() == DataType.FLOAT64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    return shifted(p.neg().add(1).clip(tiny, 1).log(), 0).cumSum(1).exp();
  }

  /** Every value one position later; the first position gets a value of its own. */
  private static NDArray shifted(NDArray values, float first) {
    long time = values.getShape().get(1);
    Shape column = new Shape(values.getShape().get(0), 1);
    return values
        .getManager()
        .full(column, first, values.getDataType())
        .concat(values.get(":, :{}", time - 1), 1);
  }
}
