package io.harbinger.network.decoding;

import java.util.List;

/**
 * A sequence that a beam search found.
 *
 * @param tokens without the end token
 * @param ended true if it came to its end token, false if it was cut off
 * @param logProbability of the tokens, and of the end if it came to it
 * @param score with the penalties
 * @param alignments each token's weights over the memory; empty for a cell that attends to none
 */
public record Hypothesis(
    List<Integer> tokens,
    boolean ended,
    double logProbability,
    double score,
    List<List<Double>> alignments) {}
