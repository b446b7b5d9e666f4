package io.harbinger.jobs.rul.coverage;

import java.io.Serializable;

/**
 * An interval that was told of an asset, remembered until its truth is known.
 *
 * @param model that told it
 * @param version of the model
 * @param run the asset's life
 * @param cycle at which it was told
 * @param rul predicted, in cycles
 * @param low lower end, in cycles
 * @param high upper end, in cycles
 */
public record GivenInterval(
    String model, String version, long run, int cycle, double rul, double low, double high)
    implements Serializable {}
