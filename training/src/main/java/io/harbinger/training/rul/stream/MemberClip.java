package io.harbinger.training.rul.stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.harbinger.network.ops.GradientRecording;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Clips the gradient of each member by its own norm: the members of an ensemble are fitted side by
 * side, and one's steep step is no other's business.
 *
 * @param largest norm; 0 shortens nothing
 */
record MemberClip(double largest) {

  /**
   * Shortens the gradients in place. A gradient that overflowed on its way back through hundreds of
   * steps becomes zero: that member sits the step out.
   *
   * @param parameters each with the member as its first axis
   * @return the members that sit the step out
   */
  Set<Integer> clip(Collection<NDArray> parameters, int members, NDManager manager) {
    Set<Integer> out = new TreeSet<>();
    GradientRecording.Scope paused = GradientRecording.pause();
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
        if (Double.isFinite(norm)) {
          boolean shorten = largest > 0 && norm > largest;
          norms[member] = shorten ? (float) (largest / norm) : 1;
          needed |= shorten;
        } else {
          norms[member] = 0;
          out.add(member);
        }
      }
      for (int member : out) {
        for (NDArray parameter : parameters) {
          NDArray gradient = parameter.getGradient();
          gradient.attach(scope);
          // No number times zero is no number, so the values are replaced.
          gradient.set(new NDIndex(member), 0);
        }
      }
      if (needed) {
        NDArray scale = scope.create(norms, new Shape(members, 1, 1));
        for (NDArray parameter : parameters) {
          NDArray gradient = parameter.getGradient();
          gradient.attach(scope);
          gradient.muli(scale);
        }
      }
      return out;
    } finally {
      paused.close();
    }
  }
}
