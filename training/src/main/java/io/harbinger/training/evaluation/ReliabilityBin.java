package io.harbinger.training.evaluation;

/**
 * Predictions of about the same probability: it is reliable where what was said and what came
 * agree. Immutable.
 *
 * @param share of all predictions' weight
 * @param said mean probability
 * @param came share that truly failed
 */
public record ReliabilityBin(double share, double said, double came) {}
