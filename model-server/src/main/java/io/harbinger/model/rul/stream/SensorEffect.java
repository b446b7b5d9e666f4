package io.harbinger.model.rul.stream;

/**
 * What one sensor contributed to an estimate.
 *
 * @param sensor its name
 * @param deviation how far its running average has moved from the machine's first readings, in
 *     standard deviations of the training machines
 * @param cycles by how much that moved the remaining life; negative where it shortens it
 */
public record SensorEffect(String sensor, double deviation, double cycles) {}
