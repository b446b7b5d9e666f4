package io.harbinger.network.attention;

/**
 * An attention mechanism: any score with any probability function.
 *
 * @param score how a query is held against the memory
 * @param probability how the scores become weights
 */
public record AttentionSpec(ScoreSpec score, ProbabilitySpec probability) {}
