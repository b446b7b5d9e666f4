package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.FailureProbability;
import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.FailureRules;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cuts held-out engines short as the test sets are: the cycles that are left are drawn evenly from
 * 6 to the most that a test engine has, and at least 20 readings stay.
 *
 * @param cap cycles
 * @param horizons of the logits
 * @param mostLeft cycles
 * @param seed of the draw
 */
record Truncations(double cap, List<Integer> horizons, int mostLeft, long seed) {

  /** How often each engine is cut. */
  static final int CUTS = 20;

  private static final int FEWEST_LEFT = 6;
  private static final int FEWEST_SEEN = 20;

  /** Each cut as an outcome, decided by rules. */
  List<EngineOutcome> outcomes(List<HeldOutPrediction> predictions, FailureRules rules) {
    SplittableRandom random = new SplittableRandom(seed);
    FailureProbability failure = new FailureProbability(horizons);
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (HeldOutPrediction prediction : predictions) {
      for (int at : cuts(prediction.engine(), random)) {
        double rul = Math.max(0, Math.min(cap, prediction.rul()[at]));
        float[] logits = new float[horizons.size()];
        for (int i = 0; i < logits.length; i++) {
          logits[i] = (float) prediction.logits()[at][i];
        }
        outcomes.add(
            EngineOutcome.decided(
                prediction.engine().unit(),
                at + 1,
                rul,
                prediction.engine().rul(at),
                failure.within(15, logits, rul),
                failure.within(30, logits, rul),
                rules));
      }
    }
    return outcomes;
  }

  private int[] cuts(EngineSequence engine, SplittableRandom random) {
    int most = Math.min(mostLeft, engine.length() - FEWEST_SEEN);
    int[] cuts = new int[most < FEWEST_LEFT ? 0 : CUTS];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = engine.length() - 1 - random.nextInt(FEWEST_LEFT, most + 1);
    }
    return cuts;
  }
}
