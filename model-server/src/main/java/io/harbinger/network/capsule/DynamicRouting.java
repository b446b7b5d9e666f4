package io.harbinger.network.capsule;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.SequenceMask;

/**
 * Routing by agreement (Sabour, Frosst and Hinton, 2017, procedure 1), with padding left out (Gong
 * et al., 2018):
 *
 * <pre>
 * b_ij = 0, then in each iteration
 * c_ij = softmax over capsules j of b_ij, 0 for padding
 * v_j  = squash(sum over positions i of c_ij u_ij)
 * b_ij = b_ij + u_ij . v_j
 * </pre>
 *
 * @param capsules {@code (batch, capsules, size)}
 * @param couplings the weights of the last iteration {@code (batch, capsules, time)}; a real
 *     position's sum to 1 over capsules, padding's are 0
 */
record DynamicRouting(NDArray capsules, NDArray couplings) {

  /** Keeps the gradient of a norm finite at 0. */
  private static final float EPSILON = 1e-9f;

  /**
   * Routes votes.
   *
   * @param votes {@code (batch, capsules, time, size)}
   * @param mask 1 where a position is real {@code (batch, time)}
   * @param iterations at least 1
   */
  static DynamicRouting route(NDArray votes, NDArray mask, int iterations) {
    Shape shape = votes.getShape();
    NDArray real = mask.expandDims(1);
    NDArray u = SequenceMask.fill(votes, real.expandDims(3), 0);
    NDArray logits = u.getManager().zeros(shape.slice(0, 3), u.getDataType());
    NDArray couplings = logits.softmax(1).mul(real);
    NDArray capsules = capsules(u, couplings);
    for (int i = 1; i < iterations; i++) {
      logits = logits.add(u.matMul(capsules.expandDims(3)).squeeze(3));
      couplings = logits.softmax(1).mul(real);
      capsules = capsules(u, couplings);
    }
    return new DynamicRouting(capsules, couplings);
  }

  private static NDArray capsules(NDArray votes, NDArray couplings) {
    return squash(couplings.expandDims(2).matMul(votes).squeeze(2));
  }

  /**
   * Shortens vectors to a length below 1 and keeps their direction: {@code |s|^2 / (1 + |s|^2) s /
   * |s|}.
   *
   * @param vectors along the last axis
   */
  static NDArray squash(NDArray vectors) {
    int last = vectors.getShape().dimension() - 1;
    NDArray square = vectors.square().sum(new int[] {last}, true);
    NDArray factor = square.div(square.add(1).mul(square.add(EPSILON).sqrt()));
    return vectors.mul(factor);
  }
}
