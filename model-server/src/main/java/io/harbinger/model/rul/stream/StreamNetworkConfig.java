package io.harbinger.model.rul.stream;

import java.util.List;

/**
 * The sizes of a {@link StreamNetwork}; part of the model directory.
 *
 * @param features of a step, as {@link StreamFeatures} makes them
 * @param embedding width of the layer that the features go through first
 * @param units width of each JANET layer, the first layer first
 * @param head width of the layer before the outputs
 * @param horizons cycles within which failure is predicted, one logit each, ascending
 * @param members networks of the ensemble, alike but for their weights
 * @param longestMemory the longest dependency in cycles that the forget gates begin with (chrono)
 */
public record StreamNetworkConfig(
    int features,
    int embedding,
    List<Integer> units,
    int head,
    List<Integer> horizons,
    int members,
    int longestMemory) {

  /** Refuses sizes that make no network. */
  public StreamNetworkConfig {
    units = List.copyOf(units);
    horizons = List.copyOf(horizons);
    require(features > 0, "features", features, "at least 1");
    require(embedding > 0, "embedding", embedding, "at least 1");
    require(
        !units.isEmpty() && units.stream().allMatch(u -> u > 0),
        "units",
        units,
        "at least one, each positive");
    require(head > 0, "head", head, "at least 1");
    require(
        !horizons.isEmpty()
            && horizons.get(0) > 0
            && horizons.stream().sorted().distinct().toList().equals(horizons),
        "horizons",
        horizons,
        "at least one, positive and ascending");
    require(members > 0, "members", members, "at least 1");
    require(longestMemory > 2, "longestMemory", longestMemory, "at least 3");
  }

  /** Outputs of a member at a step: the RUL, how far its interval reaches, a logit a horizon. */
  public int outputs() {
    return 3 + horizons.size();
  }

  /** The numbers that all members together keep from one step to the next. */
  public int stateSize() {
    return members * units.stream().mapToInt(Integer::intValue).sum();
  }

  private static void require(boolean holds, String name, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the network's %s is %s (expected %s)".formatted(name, value, expected));
    }
  }
}
