package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.FailureCalibration;
import io.harbinger.model.rul.IntervalCalibration;
import io.harbinger.model.rul.RulSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a streaming model is, besides its weights: the task's part of the manifest.
 *
 * @param network its sizes
 * @param features what a reading becomes
 * @param channels of a reading, in order: settings, the cycle, sensors
 * @param settings how many of the channels are settings
 * @param cap the largest RUL in cycles that the model was trained to tell
 * @param labelRange largest RUL in cycles among its training engines, before the cap
 * @param decisions how failure within a horizon is decided, chosen on held-out engines
 * @param interval makes the interval cover as it says; null leaves it as trained
 * @param failure makes the probabilities of failure mean what they say; null leaves them as trained
 */
public record StreamSpec(
    StreamNetworkConfig network,
    StreamFeatures features,
    List<RulSpec.Channel> channels,
    int settings,
    double cap,
    double labelRange,
    List<RulSpec.Decision> decisions,
    @Nullable IntervalCalibration interval,
    @Nullable FailureCalibration failure) {

  /** Copies the lists and refuses parts that do not fit each other. */
  public StreamSpec {
    channels = List.copyOf(channels);
    decisions = List.copyOf(decisions);
    if (features.size() != network.features()) {
      throw new IllegalArgumentException(
          "%d features of a reading (expected %d, as the network takes)"
              .formatted(features.size(), network.features()));
    }
    int sensors = channels.size() - settings - 1;
    if (settings != features.settingTolerance().size()
        || features.sensors().stream().anyMatch(sensor -> sensor >= sensors)) {
      throw new IllegalArgumentException(
          "%d settings and the sensors %s of %d channels (expected %d settings and sensors below %d)"
              .formatted(
                  settings,
                  features.sensors(),
                  channels.size(),
                  features.settingTolerance().size(),
                  sensors));
    }
    if (!(cap > 0)) {
      throw new IllegalArgumentException("a cap of " + cap + " cycles (expected above 0)");
    }
  }

  /** How many of the channels are sensors. */
  public int sensors() {
    return channels.size() - settings - 1;
  }

  /** The numbers of a {@link StreamState}. */
  public int stateSize() {
    return levels().size() + network.stateSize();
  }

  SensorLevels levels() {
    return new SensorLevels(features.sensors().size());
  }

  /** The name of a used sensor. */
  String sensorName(int used) {
    return channels.get(settings + 1 + features.sensors().get(used)).name();
  }
}
