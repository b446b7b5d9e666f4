package io.harbinger.network.attention;

import ai.djl.ndarray.NDArray;

/**
 * An attention's answer to a query.
 *
 * @param context the weighted sum of the memory's values {@code (batch, depth)}
 * @param state with the weights
 */
public record AttentionStep(NDArray context, AttentionState state) {}
