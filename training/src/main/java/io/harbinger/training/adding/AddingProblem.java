package io.harbinger.training.adding;

import java.util.SplittableRandom;

/**
 * The adding problem (Hochreiter and Schmidhuber, 1997, in the form of Le, Jaitly and Hinton, 2015,
 * arXiv 1504.00941): each step has a number from U(0, 1) and a marker; two steps are marked, one in
 * each half of the sequence; the target, at the end, is the sum of the two marked numbers.
 *
 * <p>To say 1 always has a mean squared error of {@link #BASELINE}. Immutable; the randomness is
 * the caller's.
 *
 * @param steps of a sequence, at least 2
 */
public record AddingProblem(int steps) {

  /** The variance of a sum of two numbers from U(0, 1). */
  public static final double BASELINE = 1.0 / 6;

  /** Features of a step: the number and the marker. */
  public static final int FEATURES = 2;

  /** Refuses sequences without two halves. */
  public AddingProblem {
    if (steps < 2) {
      throw new IllegalArgumentException(
          "an adding problem of " + steps + " steps (expected at least 2)");
    }
  }

  /**
   * Sequences and their targets.
   *
   * @param inputs row-major {@code (time, batch, 2)}
   * @param targets {@code (batch)}
   */
  public record Batch(float[] inputs, float[] targets) {}

  /** Draws a batch of sequences. */
  public Batch draw(int size, SplittableRandom random) {
    float[] inputs = new float[steps * size * FEATURES];
    float[] targets = new float[size];
    for (int row = 0; row < size; row++) {
      for (int t = 0; t < steps; t++) {
        inputs[at(t, row, size)] = (float) random.nextDouble();
      }
      int half = steps / 2;
      for (int marked : new int[] {random.nextInt(half), half + random.nextInt(steps - half)}) {
        inputs[at(marked, row, size) + 1] = 1;
        targets[row] += inputs[at(marked, row, size)];
      }
    }
    return new Batch(inputs, targets);
  }

  private static int at(int step, int row, int size) {
    return (step * size + row) * FEATURES;
  }
}
