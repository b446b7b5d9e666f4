package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** The weighted cross-entropy of sequences of logits. */
public final class SequenceLoss {

  /** Keeps targets that all weigh nothing at a loss of 0. A double would widen a scalar sum. */
  private static final float EPSILON = 1e-12f;

  private SequenceLoss() {}

  /**
   * The loss, in nats.
   *
   * @param logits {@code (steps, batch, classes)}
   * @param targets the true classes {@code (steps, batch)}
   * @param weights of the targets {@code (steps, batch)}: 1 within a sequence and 0 in its padding
   */
  public static NDArray of(NDArray logits, NDArray targets, NDArray weights, Averaging averaging) {
    Shape expected = logits.getShape().slice(0, 2);
    if (logits.getShape().dimension() != 3
        || !targets.getShape().equals(expected)
        || !weights.getShape().equals(expected)) {
      throw new IllegalArgumentException(
          ("a sequence loss got logits %s, targets %s and weights %s"
                  + " (expected steps, batch, classes and twice steps, batch)")
              .formatted(logits.getShape(), targets.getShape(), weights.getShape()));
    }
    NDArray ids = targets.toType(DataType.INT64, false).expandDims(2);
    NDArray losses = logits.logSoftmax(2).gather(ids, 2).squeeze(2).neg().mul(weights);
    return switch (averaging) {
      case NONE -> losses;
      case STEPS -> average(losses, weights, 0);
      case BATCH -> average(losses, weights, 1);
      case ALL -> losses.sum().div(weights.sum().add(EPSILON));
    };
  }

  private static NDArray average(NDArray losses, NDArray weights, int axis) {
    int[] axes = {axis};
    return losses.sum(axes).div(weights.sum(axes).add(EPSILON));
  }
}
