package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;

/**
 * What an attention remembers from step to step.
 *
 * @param alignments the last weights {@code (batch, time)}
 * @param total the sum of all weights so far {@code (batch, time)}
 */
public record AttentionState(NDArray alignments, NDArray total) {}
