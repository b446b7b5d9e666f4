package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.GradientRecording;
import java.util.Collection;

/**
 * Clips the gradient of each member by its own norm: the members of an ensemble are fitted side by
 * side, and one's steep step is no other's business.
 *
 * @param largest norm
 */
record MemberClip(double largest) {

  /**
   * Shortens the gradients in place.
   *
   * @param parameters each with the member as its first axis
   * @throws IllegalStateException if a norm is no number
   */
  void clip(Collection<NDArray> parameters, int members, NDManager manager) {
    if (largest == 0) {
      return;
    }
    GradientRecording.Paused paused = GradientRecording.pause();
    try (NDManager scope = manager.newSubManager()) {
      float[] norms = new float[members];
      for (NDArray parameter : parameters) {
        NDArray gradient = parameter.getGradient();
        gradient.attach(scope);
        float[] squares = gradient.reshape(members, -1).square().sum(new int[] {1}).toFloatArray();
        for (int member = 0; member < members; member++) {
          norms[member] += squares[member];
        }
      }
      boolean needed = false;
      for (int member = 0; member < members; member++) {
        double norm = Math.sqrt(norms[member]);
        if (!Double.isFinite(norm)) {
          throw new IllegalStateException(
              "the gradient's norm is %s in member %d: lower training.learningRate"
                  .formatted(norm, member + 1));
        }
        norms[member] = (float) Math.min(1, largest / Math.max(norm, 1e-12));
        needed |= norms[member] < 1;
      }
      if (needed) {
        NDArray scale = scope.create(norms, new Shape(members, 1, 1));
        for (NDArray parameter : parameters) {
          NDArray gradient = parameter.getGradient();
          gradient.attach(scope);
          gradient.muli(scale);
        }
      }
    } finally {
      paused.close();
    }
  }
}
