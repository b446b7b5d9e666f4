package io.harbinger.training.rul.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.evaluation.TrajectoryMetrics;

/**
 * What a streaming model comes to on a test set. Immutable; in JSON the first two parts lie flat.
 *
 * @param point errors at the last cycles, and the decisions
 * @param interval how good the 90 % intervals were
 * @param trajectories everything that is measured of predictions at each cycle
 */
public record StreamMetrics(
    @JsonUnwrapped RulMetrics point,
    @JsonUnwrapped IntervalSummary interval,
    TrajectoryMetrics trajectories) {}
