package io.harbinger.model.rul;

/**
 * What the check of a written module found.
 *
 * @param windows it was checked with: those of the model's sample, and random ones
 * @param module between the module and the served model
 * @param control the same with one weight shifted: what the check would notice
 */
public record RulExportReport(int windows, RulDeviation module, RulDeviation control) {}
