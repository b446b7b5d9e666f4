package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.harbinger.network.ops.SequenceMask;

/** A probability function with its parameters, which belong to the attention it was made for. */
sealed interface Probability permits NormalizedProbability, MonotonicProbability {

  static Probability of(ProbabilitySpec spec, Score.Owner owner) {
    return spec instanceof ProbabilitySpec.Monotonic monotonic
        ? new MonotonicProbability(monotonic, owner)
        : new NormalizedProbability((ProbabilitySpec.Normalized) spec);
  }

  /** The alignment that the first step takes for the last one {@code (batch, time)}. */
  NDArray initial(AttentionMemory memory);

  /** The weights {@code (batch, time)} of scores; padding has exactly none. */
  NDArray weights(ForwardPass pass, NDArray scores, NDArray mask, NDArray previous);

  /**
   * A softmax over positions in which padding has no part. The lowest finite number gives the same
   * weights as minus infinity, and a row that is all padding gets no weight instead of NaN.
   */
  static NDArray softmax(NDArray scores, NDArray mask) {
    double lowest = scores.getDataType() == DataType.FLOAT64 ? -Double.MAX_VALUE : -Float.MAX_VALUE;
    return SequenceMask.fill(scores, mask, lowest).softmax(1).mul(mask);
  }
}
