package io.harbinger.model.rul.reference;

/**
 * A reading as far as drift is concerned. Nobody writes into its array.
 *
 * @param run tells runs apart, of all machines
 * @param condition in which it was taken
 * @param bins of its values, from 0
 */
public record BinnedReading(long run, int condition, byte[] bins) {}
