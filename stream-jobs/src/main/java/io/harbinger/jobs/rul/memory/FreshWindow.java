package io.harbinger.jobs.rul.memory;

import java.util.List;

/**
 * A window as an asset's turn takes it.
 *
 * @param run the asset's life
 * @param readings the real ones, in ascending order of their cycles; at least one
 * @param complete whether the readings before the first of these, if any, were given up or never
 *     came: it begins the run
 * @param whole whether it repeats the readings before its newest, and so can begin a state
 */
public record FreshWindow(long run, List<Reading> readings, boolean complete, boolean whole) {

  /**
   * One reading.
   *
   * @param cycle when it was taken
   * @param settings in engineering units
   * @param sensors in engineering units
   */
  public record Reading(int cycle, double[] settings, double[] sensors) {

    boolean isLike(Reading other) {
      return settings.length == other.settings.length && sensors.length == other.sensors.length;
    }
  }

  /** Copies the list and refuses what is not in order. */
  public FreshWindow {
    readings = List.copyOf(readings);
    for (int i = 1; i < readings.size(); i++) {
      if (readings.get(i).cycle() <= readings.get(i - 1).cycle()) {
        throw new IllegalArgumentException(
            "cycle %d after cycle %d (expected ascending cycles)"
                .formatted(readings.get(i).cycle(), readings.get(i - 1).cycle()));
      }
    }
  }

  int firstCycle() {
    return readings.get(0).cycle();
  }

  int lastCycle() {
    return readings.get(readings.size() - 1).cycle();
  }

  /** The readings after a cycle. */
  List<Reading> after(int cycle) {
    int from = readings.size();
    while (from > 0 && readings.get(from - 1).cycle() > cycle) {
      from--;
    }
    return readings.subList(from, readings.size());
  }
}
