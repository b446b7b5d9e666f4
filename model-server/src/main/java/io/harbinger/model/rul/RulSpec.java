package io.harbinger.model.rul;

import java.util.List;

/**
 * What a model of remaining life is, besides its weights: the task's part of the manifest.
 *
 * @param network its sizes
 * @param scaling of its inputs and its label
 * @param channels of a reading, in order: settings, the cycle, sensors
 * @param settings how many of the channels are settings
 * @param labelRange largest RUL in cycles among its training windows, before the cap
 * @param decisions how failure within a horizon is decided, chosen on held-out engines
 */
public record RulSpec(
    RulNetworkConfig network,
    RulScaling scaling,
    List<Channel> channels,
    int settings,
    double labelRange,
    List<Decision> decisions) {

  /** Copies the lists and refuses parts that do not fit each other. */
  public RulSpec {
    channels = List.copyOf(channels);
    decisions = List.copyOf(decisions);
    if (channels.size() != network.channels() || scaling.offset().size() != network.channels()) {
      throw new IllegalArgumentException(
          "%d channels described and %d scaled (expected %d, as the network takes)"
              .formatted(channels.size(), scaling.offset().size(), network.channels()));
    }
    if (settings < 0 || settings >= channels.size()) {
      throw new IllegalArgumentException(
          "%d settings among %d channels".formatted(settings, channels.size()));
    }
  }

  /** How many of the channels are sensors. */
  public int sensors() {
    return channels.size() - settings - 1;
  }

  /**
   * A channel.
   *
   * @param name as in the data's documentation
   * @param unit of its values
   */
  public record Channel(String name, String unit) {}

  /**
   * How failure within a horizon is decided.
   *
   * @param horizon in cycles
   * @param signal {@code probability} (at the threshold or above) or {@code rul} (at the threshold
   *     or below)
   * @param threshold of the signal
   */
  public record Decision(int horizon, String signal, double threshold) {}
}
