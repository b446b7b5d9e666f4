package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.SequenceMask;

/** The weighted cross-entropy of sequences of logits. */
public final class SequenceLoss {

  /** Keeps targets that all weigh nothing at a loss of 0. A double would widen a scalar sum. */
  private static final float EPSILON = 1e-12f;

  private SequenceLoss() {}

  /**
   * The loss, in nats. What weighs nothing is not looked at, neither its logits nor its target.
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
    NDArray counted = weights.neq(0);
    NDArray ids = SequenceMask.fill(targets.toType(DataType.INT64, false), counted, 0);
    NDArray seen = SequenceMask.fill(logits, counted.expandDims(2), 0);
    NDArray chances = seen.logSoftmax(2).gather(ids.expandDims(2), 2);
    NDArray losses = chances.squeeze(2).neg().mul(weights);
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
