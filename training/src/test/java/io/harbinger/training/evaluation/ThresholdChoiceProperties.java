package io.harbinger.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ThresholdChoiceProperties {
  @Property(tries = 1000)
  void noOtherThresholdIsBetter(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int engines,
      @ForAll @DoubleRange(min = 0, max = 1) double otherProbability,
      @ForAll @DoubleRange(min = 0, max = 130) double otherRul) {
    List<EngineOutcome> heldOut = heldOut(seed, engines);
    FailureRule chosen = ThresholdChoice.choose(heldOut).within30();

    double best = f1(heldOut, chosen);
    if (heldOut.stream().anyMatch(outcome -> outcome.failedWithin(30))) {
      assertThat(f1(heldOut, new FailureRule(30, FailureSignal.PROBABILITY, otherProbability)))
          .isLessThanOrEqualTo(best);
      assertThat(f1(heldOut, new FailureRule(30, FailureSignal.RUL, otherRul)))
          .isLessThanOrEqualTo(best);
    }
  }

  @Property(tries = 50)
  void theOrderOfTheEnginesDoesNotMatter(@ForAll long seed) {
    List<EngineOutcome> heldOut = heldOut(seed, 25);
    FailureRules before = ThresholdChoice.choose(heldOut);
    Collections.shuffle(heldOut, new Random(seed));
    assertThat(ThresholdChoice.choose(heldOut)).isEqualTo(before);
  }

  private static double f1(List<EngineOutcome> heldOut, FailureRule rule) {
    Double f1 =
        HorizonMetrics.count(
                heldOut, 30, o -> rule.failsWithin(o.probability30(), o.predictedRul()))
            .f1();
    return f1 == null ? 0 : f1;
  }

  /** Noisy predictions on a coarse grid, so that equal values are common. */
  private static List<EngineOutcome> heldOut(long seed, int engines) {
    Random random = new Random(seed);
    List<EngineOutcome> outcomes = new ArrayList<>();
    for (int unit = 0; unit < engines; unit++) {
      int trueRul = random.nextInt(60);
      double predicted = Math.max(0, trueRul + random.nextInt(41) - 20);
      double probability = random.nextInt(11) / 10.0;
      outcomes.add(Outcomes.of(unit, 100, predicted, trueRul, probability));
    }
    return outcomes;
  }
}
