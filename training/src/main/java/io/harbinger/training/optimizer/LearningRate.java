package io.harbinger.training.optimizer;

/** The learning rate of each step. */
@FunctionalInterface
public interface LearningRate {

  /** The rate of a step, counted from 0. */
  double at(long step);

  /** The same rate always, after a linear warm-up. */
  static LearningRate constant(double rate, long warmupSteps) {
    return step -> rate * warmup(step, warmupSteps);
  }

  /**
   * A linear warm-up, then half a cosine down to a hundredth at the last step (Loshchilov, Hutter).
   */
  static LearningRate cosine(double rate, long warmupSteps, long totalSteps) {
    return step -> {
      double progress =
          Math.min(
              1.0,
              Math.max(0, step - warmupSteps) / (double) Math.max(1, totalSteps - warmupSteps));
      return rate
          * warmup(step, warmupSteps)
          * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * progress)));
    };
  }

  private static double warmup(long step, long warmupSteps) {
    return warmupSteps == 0 ? 1 : Math.min(1.0, (step + 1.0) / warmupSteps);
  }
}
