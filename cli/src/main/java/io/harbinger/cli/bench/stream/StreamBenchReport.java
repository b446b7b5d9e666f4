package io.harbinger.cli.bench.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What {@code bench stream} found.
 *
 * @param model name and version of the streaming model
 * @param windowed name and version of the model that reads windows
 * @param processors that the machine has
 * @param load of the machine before anything was measured, the mean of a minute
 * @param results in the order in which they were measured
 */
record StreamBenchReport(
    String model, String windowed, int processors, double load, List<Result> results) {

  StreamBenchReport {
    results = List.copyOf(results);
  }

  /** What was measured. */
  enum Side {
    /** This platform with the streaming model. */
    @JsonProperty("harbinger")
    HARBINGER,
    /** Whole windows, and a predictor of its own in each subtask of a plain job. */
    @JsonProperty("predictor")
    PREDICTOR
  }

  /**
   * One figure.
   *
   * @param side what was measured
   * @param assets of the fleet
   * @param readingsPerSecond from the first topic to committed predictions
   * @param latencyP50Millis from a reading's record to its prediction visible, under this load
   * @param latencyP99Millis the same
   * @param cpuSeconds on the processors, by component
   * @param cpuMicrosPerReading all of them together
   */
  record Result(
      Side side,
      int assets,
      double readingsPerSecond,
      long latencyP50Millis,
      long latencyP99Millis,
      Map<String, Double> cpuSeconds,
      double cpuMicrosPerReading) {}

  /** How many times as fast this platform is as the plain job; NaN where one was not measured. */
  double ratio(int assets) {
    return rate(Side.HARBINGER, assets) / rate(Side.PREDICTOR, assets);
  }

  private double rate(Side side, int assets) {
    return results.stream()
        .filter(result -> result.side() == side && result.assets() == assets)
        .mapToDouble(Result::readingsPerSecond)
        .findFirst()
        .orElse(Double.NaN);
  }
}
