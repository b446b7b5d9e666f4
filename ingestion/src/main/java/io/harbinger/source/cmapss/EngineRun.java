package io.harbinger.source.cmapss;

import java.util.List;

/**
 * The readings of one engine from its first cycle on, one a cycle.
 *
 * @param unit the engine's number in its file
 * @param readings in cycle order, at least one
 */
public record EngineRun(int unit, List<CycleReading> readings) {

  /** Copies the list and refuses an empty one. */
  public EngineRun {
    readings = List.copyOf(readings);
    if (readings.isEmpty()) {
      throw new IllegalArgumentException(
          "engine " + unit + " has no readings (expected at least one)");
    }
  }
}
