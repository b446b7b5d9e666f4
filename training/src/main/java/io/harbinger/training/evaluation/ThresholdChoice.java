package io.harbinger.training.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses on held-out training engines, truncated at random, how "fails within w cycles" is
 * decided: by the failure head at some probability or by the predicted RUL at some threshold,
 * whichever has the highest F1. Never to be given test engines.
 *
 * <p>Deterministic. F1 changes only where a threshold passes a predicted value, so the candidates
 * are the middles between neighbouring values, one threshold beyond them that announces every
 * engine, and the untuned thresholds (probability 0.5, RUL = w). Of equal F1 the candidate nearest
 * to its untuned threshold wins (distance as a share of 0.5 or of w), then the failure head, then
 * the lower threshold. Where no engine truly failed within w there is nothing to choose by, and the
 * failure head at 0.5 stays.
 */
public final class ThresholdChoice {
  private ThresholdChoice() {}

  /**
   * The rules for both horizons.
   *
   * @param heldOut outcomes of engines the weights were not fitted to; their own decisions are not
   *     looked at
   */
  public static FailureRules choose(List<EngineOutcome> heldOut) {
    return new FailureRules(
        choose(heldOut, 15, EngineOutcome::probability15),
        choose(heldOut, 30, EngineOutcome::probability30));
  }

  private static FailureRule choose(
      List<EngineOutcome> heldOut, int horizon, ToDoubleFunction<EngineOutcome> probability) {
    FailureRule untuned = FailureRule.evenChance(horizon);
    if (heldOut.stream().noneMatch(outcome -> outcome.failedWithin(horizon))) {
      return untuned;
    }
    double[] probabilities = ascending(heldOut, probability);
    double[] ruls = ascending(heldOut, EngineOutcome::predictedRul);
    Stream<FailureRule> byProbability =
        DoubleStream.concat(DoubleStream.of(probabilities[0] / 2), middles(probabilities))
            .mapToObj(p -> new FailureRule(horizon, FailureSignal.PROBABILITY, p));
    Stream<FailureRule> byRul =
        DoubleStream.concat(DoubleStream.of(horizon, ruls[ruls.length - 1]), middles(ruls))
            .mapToObj(rul -> new FailureRule(horizon, FailureSignal.RUL, rul));
    return Stream.concat(Stream.concat(Stream.of(untuned), byProbability), byRul)
        .map(rule -> Scored.of(rule, heldOut, probability))
        .min(Scored.BEST_FIRST)
        .orElseThrow()
        .rule();
  }

  /** The different values; those below 0 count as 0. */
  private static double[] ascending(
      List<EngineOutcome> heldOut, ToDoubleFunction<EngineOutcome> value) {
    return heldOut.stream()
        .mapToDouble(outcome -> Math.max(value.applyAsDouble(outcome), 0))
        .sorted()
        .distinct()
        .toArray();
  }

  private static DoubleStream middles(double[] values) {
    return IntStream.range(1, values.length).mapToDouble(i -> (values[i - 1] + values[i]) / 2);
  }

  private record Scored(FailureRule rule, double f1) {
    static final Comparator<Scored> BEST_FIRST =
        Comparator.comparingDouble(Scored::f1)
            .reversed()
            .thenComparingDouble(Scored::distanceFromUntuned)
            .thenComparing(scored -> scored.rule().signal())
            .thenComparingDouble(scored -> scored.rule().threshold());

    static Scored of(
        FailureRule rule,
        List<EngineOutcome> heldOut,
        ToDoubleFunction<EngineOutcome> probability) {
      HorizonMetrics metrics =
          HorizonMetrics.count(
              heldOut,
              rule.horizon(),
              outcome ->
                  rule.failsWithin(probability.applyAsDouble(outcome), outcome.predictedRul()));
      Double f1 = metrics.f1();
      return new Scored(rule, f1 == null ? 0 : f1);
    }

    double distanceFromUntuned() {
      return switch (rule.signal()) {
        case PROBABILITY -> Math.abs(rule.threshold() - 0.5) / 0.5;
        case RUL -> Math.abs(rule.threshold() - rule.horizon()) / rule.horizon();
      };
    }
  }
}
