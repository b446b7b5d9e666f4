package io.harbinger.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Predictions made up for tests. */
public final class Trajectories {

  private Trajectories() {}

  /** An engine that runs to failure, predicted by a function of the true RUL. */
  public static RulTrajectory toFailure(int engine, int life, DoubleUnaryOperator predicted) {
    List<CyclePrediction> cycles = new ArrayList<>();
    for (int cycle = 1; cycle <= life; cycle++) {
      double rul = life - cycle;
      cycles.add(CyclePrediction.ofRul(cycle, rul, predicted.applyAsDouble(rul), 0));
    }
    return new RulTrajectory(engine, true, cycles);
  }

  /**
   * A fleet whose engines err each in its own way: an offset of the engine, drawn once, and a
   * little noise a cycle, both growing with the RUL. Raw quantiles are 3 cycles either way, far too
   * narrow; the raw probabilities are far too sure.
   */
  public static List<RulTrajectory> fleet(int engines, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RulTrajectory> fleet = new ArrayList<>();
    for (int engine = 1; engine <= engines; engine++) {
      int life = 130 + random.nextInt(150);
      double offset = random.nextGaussian();
      List<CyclePrediction> cycles = new ArrayList<>();
      for (int cycle = 1; cycle <= life; cycle++) {
        double trueRul = life - cycle;
        double capped = Math.min(trueRul, 125);
        double spread = 2 + 0.12 * capped;
        double rul =
            Math.max(0, Math.min(125, capped + spread * (offset + 0.3 * random.nextGaussian())));
        cycles.add(
            new CyclePrediction(
                cycle,
                trueRul,
                rul,
                rul - 3,
                rul + 3,
                1 / (1 + Math.exp(3 * (rul - 15))),
                1 / (1 + Math.exp(3 * (rul - 30))),
                engine % 2));
      }
      fleet.add(new RulTrajectory(engine, true, cycles));
    }
    return fleet;
  }

  /** A single prediction with an interval. */
  public static CyclePrediction prediction(double trueRul, double rul, double lower, double upper) {
    return new CyclePrediction(50, trueRul, rul, lower, upper, 0.5, 0.5, 0);
  }
}
