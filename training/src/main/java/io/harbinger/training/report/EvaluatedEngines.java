package io.harbinger.training.report;

import io.harbinger.training.evaluation.EngineOutcome;
import io.harbinger.training.evaluation.RulMetrics;
import java.util.List;

/**
 * Engines that the weights were not fitted to, and what the model said of them. Immutable.
 *
 * @param name for people, for instance {@code Held-out engines}
 * @param outcomes at least one
 * @param metrics of these outcomes
 */
public record EvaluatedEngines(String name, List<EngineOutcome> outcomes, RulMetrics metrics) {

  public EvaluatedEngines {
    outcomes = List.copyOf(outcomes);
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException(name + " has no outcomes (expected at least one)");
    }
  }
}
