package io.harbinger.training.recipe;

import static io.harbinger.training.recipe.RecipeException.require;

import io.harbinger.network.recurrent.CellSpec;
import java.util.List;

/**
 * The network's shape. Immutable.
 *
 * @param cell of each layer: its name and any options, as {@link CellSpec#ofLine} reads them
 * @param units width of each layer, the first layer first
 * @param attention whether each head reads all time steps by attention, or the last state alone
 * @param dropout share of each layer's outputs that training drops
 * @param longestMemory the longest dependency in cycles that the forget gates begin with (T_max of
 *     the chrono initialisation)
 */
public record NetworkRecipe(
    String cell, List<Integer> units, boolean attention, double dropout, int longestMemory) {

  public NetworkRecipe {
    units = List.copyOf(units);
    require(
        !units.isEmpty() && units.stream().allMatch(width -> width >= 1 && width <= 4096),
        "network.units",
        units,
        "at least one width, each 1 to 4096");
    require(dropout >= 0 && dropout < 1, "network.dropout", dropout, "0 or more and below 1");
    require(
        longestMemory >= 3 && longestMemory <= 100_000,
        "network.longestMemory",
        longestMemory,
        "3 to 100000 cycles");
    checkCell(cell, units.get(0), longestMemory);
  }

  private static void checkCell(String cell, int units, int longestMemory) {
    try {
      CellSpec.ofLine(cell, units, longestMemory);
    } catch (IllegalArgumentException e) {
      throw new RecipeException("network.cell: " + e.getMessage());
    }
  }
}
