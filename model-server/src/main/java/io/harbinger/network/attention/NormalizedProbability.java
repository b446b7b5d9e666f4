package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;
import io.harbinger.network.ops.SequenceMask;

/** {@link ProbabilitySpec.Normalized}. */
record NormalizedProbability(ProbabilitySpec.Normalized spec) implements Probability {

  @Override
  public NDArray initial(AttentionMemory memory) {
    return memory.mask().zerosLike();
  }

  @Override
  public NDArray weights(ForwardPass pass, NDArray scores, NDArray mask, NDArray previous) {
    return switch (spec) {
      case SOFTMAX -> Probability.softmax(scores, mask);
      case HARDMAX -> {
        int time = Math.toIntExact(scores.getShape().get(1));
        NDArray best = Probability.softmax(scores, mask).argMax(1);
        yield best.oneHot(time, scores.getDataType()).mul(mask);
      }
      case SMOOTHING -> {
        NDArray open = SequenceMask.fill(scores, mask, 0).getNDArrayInternal().sigmoid().mul(mask);
        // The floor only matters where all is padding or every gate has closed: no weight, no NaN.
        yield open.div(open.sum(new int[] {1}, true).maximum(Float.MIN_NORMAL));
      }
    };
  }
}
