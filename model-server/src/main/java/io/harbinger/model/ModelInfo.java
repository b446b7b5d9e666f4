package io.harbinger.model;

/**
 * The identity of a model.
 *
 * @param name the name of its directory, for instance {@code rul-fd001}
 * @param version the version's directory below it, for instance {@code 1}
 * @param task what it does, for instance {@code rul}
 */
public record ModelInfo(String name, String version, String task) {}
