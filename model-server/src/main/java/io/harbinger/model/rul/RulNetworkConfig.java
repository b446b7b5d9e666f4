package io.harbinger.model.rul;

import java.util.List;

/**
 * The sizes of a {@link RulNetwork}; part of the model directory.
 *
 * @param channels features of a reading: settings, the cycle, sensors
 * @param window readings of a window
 * @param units width of each JANET layer, the first layer first
 * @param dropout share of each layer's outputs that training drops
 * @param attention whether each head reads all time steps by attention, or the last state alone
 * @param horizons cycles within which failure is predicted, one logit each, ascending
 * @param longestMemory the longest dependency in cycles that the forget gates begin with (chrono)
 */
public record RulNetworkConfig(
    int channels,
    int window,
    List<Integer> units,
    double dropout,
    boolean attention,
    List<Integer> horizons,
    int longestMemory) {

  /** Refuses sizes that make no network. */
  public RulNetworkConfig {
    units = List.copyOf(units);
    horizons = List.copyOf(horizons);
    require(channels > 0, "channels", channels, "at least 1");
    require(window > 0, "window", window, "at least 1");
    require(
        !units.isEmpty() && units.stream().allMatch(u -> u > 0),
        "units",
        units,
        "at least one, each positive");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "0 or more and below 1");
    require(
        !horizons.isEmpty() && horizons.stream().allMatch(h -> h > 0) && ascending(horizons),
        "horizons",
        horizons,
        "at least one, positive and ascending");
    require(longestMemory > 2, "longestMemory", longestMemory, "at least 3");
  }

  private static boolean ascending(List<Integer> values) {
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i) <= values.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the network's %s is %s (expected %s)".formatted(name, value, expected));
    }
  }
}
