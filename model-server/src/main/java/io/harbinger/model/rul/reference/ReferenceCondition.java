package io.harbinger.model.rul.reference;

import java.util.List;

/**
 * One way in which the training machines were run.
 *
 * @param settings its centre, in the settings' units
 * @param sensors the distribution of each of the reference's sensors there
 */
public record ReferenceCondition(List<Double> settings, List<ValueBins> sensors) {

  /** Copies the lists. */
  public ReferenceCondition {
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
  }
}
