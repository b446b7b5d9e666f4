package io.harbinger.model.rul.stream;

import java.util.List;

/**
 * One way a machine is run, and what its sensors show there when all readings of the training
 * machines are taken together.
 *
 * @param settings the condition's centre, in the settings' units
 * @param offset per used sensor, taken away first
 * @param scale per used sensor, multiplied then; 0 silences one that never varied here
 */
public record OperatingCondition(List<Double> settings, List<Double> offset, List<Double> scale) {

  /** Copies the lists and refuses such as do not fit each other. */
  public OperatingCondition {
    settings = List.copyOf(settings);
    offset = List.copyOf(offset);
    scale = List.copyOf(scale);
    if (settings.isEmpty() || offset.isEmpty() || offset.size() != scale.size()) {
      throw new IllegalArgumentException(
          "a condition of %d settings, %d offsets and %d scales (expected at least one setting, and equally many offsets and scales)"
              .formatted(settings.size(), offset.size(), scale.size()));
    }
  }
}
