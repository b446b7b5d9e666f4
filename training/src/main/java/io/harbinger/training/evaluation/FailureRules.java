package io.harbinger.training.evaluation;

/**
 * The two decisions that an evaluation reports. Immutable; travels with a model as JSON.
 *
 * @param within15 decides "fails within 15 cycles"
 * @param within30 decides "fails within 30 cycles"
 */
public record FailureRules(FailureRule within15, FailureRule within30) {

  /** Nobody has tuned these: both failure heads at an even chance. */
  public static final FailureRules EVEN_CHANCE =
      new FailureRules(FailureRule.evenChance(15), FailureRule.evenChance(30));

  public FailureRules {
    if (within15.horizon() != 15 || within30.horizon() != 30) {
      throw new IllegalArgumentException(
          "rules for %d and %d cycles (expected 15 and 30)"
              .formatted(within15.horizon(), within30.horizon()));
    }
  }
}
