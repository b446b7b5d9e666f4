package io.harbinger.model.rul;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.harbinger.network.recurrent.CellSpec;
import java.util.List;
import java.util.Objects;

/**
 * The sizes of a {@link RulNetwork}; part of the model directory.
 *
 * @param channels features of a reading: settings, the cycle, sensors
 * @param window readings of a window
 * @param units width of each recurrent layer, the first layer first
 * @param dropout share of each layer's outputs that training drops
 * @param attention whether each head reads all time steps by attention, or the last state alone
 * @param horizons cycles within which failure is predicted, one logit each, ascending
 * @param longestMemory the longest dependency in cycles that the forget gates begin with (chrono)
 * @param cell of each layer, a name and options as {@link CellSpec#ofLine} reads them; absent, as
 *     in models of before there was a choice, {@value #JANET}
 */
public record RulNetworkConfig(
    int channels,
    int window,
    List<Integer> units,
    double dropout,
    boolean attention,
    List<Integer> horizons,
    int longestMemory,
    String cell) {

  /** The cell that has every form: windowed and streaming, 16 bits, ONNX. */
  public static final String JANET = "janet";

  /** Of JANET layers. */
  public RulNetworkConfig(
      int channels,
      int window,
      List<Integer> units,
      double dropout,
      boolean attention,
      List<Integer> horizons,
      int longestMemory) {
    this(channels, window, units, dropout, attention, horizons, longestMemory, JANET);
  }

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
    // Manifests of before there was a choice do not have it.
    cell = Objects.requireNonNullElse(cell, JANET);
    CellSpec.ofLine(cell, units.get(0), longestMemory);
  }

  /** Whether all layers are JANET as the paper has it. */
  @JsonIgnore
  public boolean isJanet() {
    return cell.equals(JANET);
  }

  /** The name of a layer's block, and so the beginning of its parameters' names. */
  String layerName(int layer) {
    return cell.split("\\s", 2)[0].replace('-', '_') + layer;
  }

  /**
   * Refuses other cells than JANET for a form of the network that is written for it alone.
   *
   * @param form as a message begins
   */
  void requireJanet(String form) {
    if (!isJanet()) {
      throw new IllegalArgumentException(
          "%s has no %s cells (expected %s): serve this model by PyTorch in float32"
              .formatted(form, cell, JANET));
    }
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
