package io.harbinger.training.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is measured of a model that tells RUL at each cycle, by {@link
 * TrajectoryEvaluation#PROTOCOL}. Immutable; its JSON keys are its component names.
 *
 * @param errors one prediction an engine: the headline
 * @param everyCycle at each cycle of each engine, as a stream lives with
 * @param interval of the headline's predictions
 * @param byBand the headline's predictions by true RUL
 * @param byCondition the headline's predictions by operating condition
 * @param within15 probabilities of failure within 15 cycles
 * @param within30 probabilities of failure within 30 cycles
 * @param prognosis how predictions closed in on failure; null where no engine ran to failure
 * @param worst the engines with the largest errors
 */
public record TrajectoryMetrics(
    PointMetrics errors,
    PointMetrics everyCycle,
    IntervalMetrics interval,
    List<GroupMetrics> byBand,
    List<GroupMetrics> byCondition,
    ProbabilityMetrics within15,
    ProbabilityMetrics within30,
    @Nullable PrognosticMetrics prognosis,
    List<EngineError> worst) {

  public TrajectoryMetrics {
    byBand = List.copyOf(byBand);
    byCondition = List.copyOf(byCondition);
    worst = List.copyOf(worst);
  }
}
