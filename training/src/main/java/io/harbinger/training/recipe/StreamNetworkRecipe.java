package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

import java.util.List;

/**
 * The streaming network's shape. Immutable.
 *
 * @param embedding width of the first layer
 * @param units width of each JANET layer, the first layer first
 * @param head width of the layer before the outputs
 * @param members networks that are trained, each from a seed of its own and without the engines
 *     that it holds out
 * @param served at most so many of them, the first, make the ensemble that ships; the others tell
 *     its calibration of more engines
 * @param dropout share of each layer's outputs that training drops
 * @param longestMemory the longest dependency in cycles that the forget gates begin with (T_max of
 *     the chrono initialisation)
 * @param largestState the most bytes of a machine's state; above 2048 no job serves the model
 */
public record StreamNetworkRecipe(
    int embedding,
    List<Integer> units,
    int head,
    int members,
    int served,
    double dropout,
    int longestMemory,
    int largestState) {

  public StreamNetworkRecipe {
    units = List.copyOf(units);
    width("network.embedding", embedding);
    require(
        !units.isEmpty() && units.stream().allMatch(width -> width >= 1 && width <= 4096),
        "network.units",
        units,
        "at least one width, each 1 to 4096");
    width("network.head", head);
    require(members >= 1 && members <= 64, "network.members", members, "1 to 64");
    require(served >= 1 && served <= 64, "network.served", served, "1 to 64");
    require(dropout >= 0 && dropout < 1, "network.dropout", dropout, "0 or more and below 1");
    require(
        longestMemory >= 3 && longestMemory <= 100_000,
        "network.longestMemory",
        longestMemory,
        "3 to 100000 cycles");
    require(largestState >= 1, "network.largestState", largestState, "1 byte or more");
  }

  /** How many members the model that ships has. */
  public int shipped() {
    return Math.min(served, members);
  }

  private static void width(String key, int value) {
    require(value >= 1 && value <= 4096, key, value, "1 to 4096");
  }
}
