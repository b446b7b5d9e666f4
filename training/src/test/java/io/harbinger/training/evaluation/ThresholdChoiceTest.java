package io.harbinger.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {
  @Test
  void keepsTheUntunedRuleWhereNothingSpeaksAgainstIt() {
    FailureRules rules =
        ThresholdChoice.choose(
            List.of(Outcomes.of(1, 100, 20, 20, 0.9), Outcomes.of(2, 100, 80, 80, 0.2)));

    assertThat(rules).isEqualTo(FailureRules.EVEN_CHANCE);
  }

  @Test
  void movesTheProbabilityBetweenTheEnginesItMustTellApart() {
    // The RUL head cannot tell them apart: it has them in the wrong order.
    FailureRules rules =
        ThresholdChoice.choose(
            List.of(
                Outcomes.of(1, 100, 80, 20, 0.30),
                Outcomes.of(2, 100, 60, 80, 0.20),
                Outcomes.of(3, 100, 70, 80, 0.10)));

    assertThat(rules.within30().signal()).isEqualTo(FailureSignal.PROBABILITY);
    assertThat(rules.within30().threshold()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void takesTheRulHeadWhereItDecidesBetter() {
    FailureRules rules =
        ThresholdChoice.choose(
            List.of(
                Outcomes.of(1, 100, 34, 28, 0.2),
                Outcomes.of(2, 100, 40, 50, 0.9),
                Outcomes.of(3, 100, 90, 90, 0.8)));

    assertThat(rules.within30()).isEqualTo(new FailureRule(30, FailureSignal.RUL, 37));
  }

  @Test
  void mayAnnounceEveryEngineWhereEveryEngineFailed() {
    // Both heads are far off, the RUL head relatively less.
    FailureRules rules = ThresholdChoice.choose(List.of(Outcomes.of(1, 100, 40, 29, 0.1)));

    assertThat(rules.within30()).isEqualTo(new FailureRule(30, FailureSignal.RUL, 40));
  }

  @Test
  void staysUntunedWhereNoEngineFailed() {
    assertThat(ThresholdChoice.choose(List.of(Outcomes.of(1, 100, 10, 90, 0.9))))
        .isEqualTo(FailureRules.EVEN_CHANCE);
  }

  @Test
  void decisionsFollowTheChosenRules() {
    EngineOutcome outcome = Outcomes.of(1, 100, 28, 28, 0.2);
    FailureRules rules =
        new FailureRules(FailureRule.evenChance(15), new FailureRule(30, FailureSignal.RUL, 30));

    assertThat(outcome.predictedFailWithin30()).isFalse();
    assertThat(outcome.decidedBy(rules).predictedFailWithin30()).isTrue();
  }

  @Test
  void refusesRulesThatMakeNoSense() {
    assertThatThrownBy(() -> new FailureRule(30, FailureSignal.PROBABILITY, 1.5))
        .hasMessage("threshold is 1.5 (expected a probability, 0 to 1)");
    assertThatThrownBy(() -> new FailureRule(0, FailureSignal.RUL, 1.5))
        .hasMessage("horizon is 0 (expected at least 1 cycle)");
    assertThatThrownBy(
            () -> new FailureRules(FailureRule.evenChance(30), FailureRule.evenChance(15)))
        .hasMessage("rules for 30 and 15 cycles (expected 15 and 30)");
  }
}
