package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.FailureProbability;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.RulTrajectory;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said of an engine at each of its readings by members that were not fitted to it.
 *
 * @param engine the engine
 * @param rul cycles, per reading
 * @param low lower end of the raw interval in cycles
 * @param high upper end of the raw interval in cycles
 * @param logits of failure within each horizon, per reading
 */
record HeldOutPrediction(
    EngineSequence engine, double[] rul, double[] low, double[] high, double[][] logits) {

  /**
   * The same as a raw trajectory, to be measured and calibrated on.
   *
   * @param horizons of the logits
   * @param cap cycles
   */
  RulTrajectory trajectory(List<Integer> horizons, double cap) {
    FailureProbability failure = new FailureProbability(horizons);
    List<CyclePrediction> cycles = new ArrayList<>();
    for (int t = 0; t < engine.length(); t++) {
      double told = Math.max(0, Math.min(cap, rul[t]));
      float[] of = new float[horizons.size()];
      for (int i = 0; i < of.length; i++) {
        of[i] = (float) logits[t][i];
      }
      cycles.add(
          new CyclePrediction(
              t + 1,
              engine.rul(t),
              rul[t],
              low[t],
              high[t],
              failure.within(15, of, told),
              failure.within(30, of, told),
              engine.conditions()[t]));
    }
    return new RulTrajectory(engine.unit(), engine.rulAtEnd() == 0, cycles);
  }
}
