package io.harbinger.training.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A model's figures, to stand beside others' in one table. Immutable; its JSON keys are its
 * component names.
 *
 * @param model its name
 * @param description what it is, in words
 * @param heldOut of training engines that it was not fitted to; null where they were not measured
 * @param test of test engines; null where they were not measured
 */
public record ComparedModel(
    String model,
    String description,
    @Nullable TrajectoryMetrics heldOut,
    @Nullable TrajectoryMetrics test) {}
