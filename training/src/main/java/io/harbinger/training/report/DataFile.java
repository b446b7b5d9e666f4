package io.harbinger.training.report;

/**
 * A file that a run has read. Immutable.
 *
 * @param name without its directory
 * @param sha256 of its bytes, in hexadecimal
 * @param use what it was read for, for instance {@code training and validation}
 */
public record DataFile(String name, String sha256, String use) {}
