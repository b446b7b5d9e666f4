package io.harbinger.training.evaluation;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a model said of one engine at each of its cycles, as a stream would have heard it: each
 * prediction knows the cycles up to its own and no later one. Immutable.
 *
 * @param engine its number in its file
 * @param ranToFailure whether the last cycle is the one it failed at
 * @param cycles consecutive, at least one; true RUL goes down by one a cycle
 */
public record RulTrajectory(int engine, boolean ranToFailure, List<CyclePrediction> cycles) {

  public RulTrajectory {
    cycles = List.copyOf(cycles);
    if (cycles.isEmpty()) {
      throw new IllegalArgumentException(
          "engine %d has no cycles (expected at least one)".formatted(engine));
    }
    for (int i = 1; i < cycles.size(); i++) {
      CyclePrediction before = cycles.get(i - 1);
      CyclePrediction now = cycles.get(i);
      if (now.cycle() != before.cycle() + 1 || now.trueRul() != before.trueRul() - 1) {
        throw new IllegalArgumentException(
            "engine %d: cycle %d with true RUL %s after cycle %d with %s (expected the next cycle and one RUL less)"
                .formatted(engine, now.cycle(), now.trueRul(), before.cycle(), before.trueRul()));
      }
    }
    double left = cycles.get(cycles.size() - 1).trueRul();
    if (ranToFailure && left != 0) {
      throw new IllegalArgumentException(
          "engine %d ran to failure with %s cycles left (expected 0)".formatted(engine, left));
    }
  }

  /** What was said at the last cycle. */
  public CyclePrediction last() {
    return cycles.get(cycles.size() - 1);
  }

  /** The cycle that the engine fails at: its whole life in cycles. */
  public double endOfLife() {
    return last().cycle() + last().trueRul();
  }

  /** What was said at the last cycle, decided by rules, for {@link RulEvaluation}. */
  public EngineOutcome lastOutcome(FailureRules rules) {
    CyclePrediction last = last();
    return EngineOutcome.decided(
        engine, last.cycle(), last.rul(), last.trueRul(), last.within15(), last.within30(), rules);
  }

  /** The same engine with each prediction replaced. */
  public RulTrajectory map(UnaryOperator<CyclePrediction> replacement) {
    return new RulTrajectory(engine, ranToFailure, cycles.stream().map(replacement).toList());
  }
}
