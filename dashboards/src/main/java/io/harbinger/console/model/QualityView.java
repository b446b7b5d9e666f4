package io.harbinger.console.model;

/**
 * How well the version that serves does by what the fleet tells of it; NaN where it is not known so
 * far.
 *
 * @param coverage share of true remaining lives that the 90 % intervals held, over the runs that
 *     failed last
 * @param coverageRuns over how many runs
 * @param coverageNominal what it is to be
 * @param drift the largest population stability index of all sensors
 * @param driftSensor whose it is; empty where it is not known
 * @param driftRuns of how many runs the readings are; 0 where the model has no reference
 * @param predictionDrift the same index of the predictions
 */
public record QualityView(
    double coverage,
    int coverageRuns,
    double coverageNominal,
    double drift,
    String driftSensor,
    int driftRuns,
    double predictionDrift) {}
