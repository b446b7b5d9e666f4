package io.harbinger.console.model;

/**
 * How far answers of versions in the shadow were from those that were given, since the process
 * began; counted over all shadows that the model had meanwhile.
 *
 * @param compared answers
 * @param dropped requests that were not copied since too many were under way
 * @param failed requests that the shadow could not answer
 * @param warming requests about what the shadow had not read enough of yet
 * @param skipped requests that cannot be compared
 * @param mean of the differences, in {@code unit}; NaN before the first
 * @param largest of the last minutes, likewise
 * @param unit for instance cycles
 */
public record ShadowView(
    long compared,
    long dropped,
    long failed,
    long warming,
    long skipped,
    double mean,
    double largest,
    String unit) {}
