package io.harbinger.console.web;

/**
 * A column of the readings, as a person knows it.
 *
 * @param name for instance T30 or HPC outlet temperature
 * @param unit empty where there is none
 */
public record Channel(String name, String unit) {}
