package io.harbinger.jobs.rul.drift;

import io.harbinger.model.rul.reference.BinnedReading;

/**
 * A reading on its way to be compared.
 *
 * @param reference the {@link MarkedReference#mark} of that in whose bins it is: with another one's
 *     it cannot be compared
 * @param reading in bins
 */
public record DriftReading(long reference, BinnedReading reading) {}
