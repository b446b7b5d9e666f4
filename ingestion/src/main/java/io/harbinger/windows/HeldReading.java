package io.harbinger.windows;

/**
 * A reading that waits for earlier ones.
 *
 * @param reading itself
 * @param fingerprint of its contents
 * @param timestamp of its record, milliseconds since the epoch
 * @param arrivedAt when it came, by the wall clock, milliseconds since the epoch
 */
record HeldReading(StoredReading reading, long fingerprint, long timestamp, long arrivedAt) {}
