package io.harbinger.model.rul;

import org.jspecify.annotations.Nullable;

/**
 * What the model says of one window.
 *
 * @param rul remaining useful life in cycles, within 0 and the model's cap
 * @param low lower end of the interval in cycles; null where the model carries no calibration
 * @param high upper end of the interval in cycles; null where the model carries no calibration
 * @param within15 probability of failure within 15 cycles, 0 to 1
 * @param within30 probability of failure within 30 cycles, 0 to 1
 */
public record RulEstimate(
    double rul, @Nullable Double low, @Nullable Double high, double within15, double within30) {}
