package io.harbinger.training.data;

import io.harbinger.model.rul.RulScaling;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Fits the scaling of inputs and labels on training engines, and on no others.
 *
 * <p>A channel whose spread is below a millionth of its magnitude carries no information in this
 * data and is silenced, so that a change of it in production cannot be blown up.
 */
public final class ScalingFit {

  private static final double CONSTANT = 1e-6;

  private ScalingFit() {}

  /** Mean 0 and standard deviation 1 per channel; the label in its standard deviations. */
  public static RulScaling zScore(List<EngineRun> engines, OptionalDouble cap, double clip) {
    List<double[]> rows = rows(engines);
    int channels = rows.get(0).length;
    List<Double> offsets = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      int c = channel;
      double mean = rows.stream().mapToDouble(row -> row[c]).average().orElseThrow();
      double variance =
          rows.stream()
              .mapToDouble(row -> (row[c] - mean) * (row[c] - mean))
              .average()
              .orElseThrow();
      offsets.add(mean);
      scales.add(inverse(Math.sqrt(variance), mean));
    }
    double largest = cap.orElse(longest(engines));
    return new RulScaling(offsets, scales, clip, labelSpread(engines, largest), largest);
  }

  /**
   * The training range of each channel becomes 0 to 1, and so does the label's, as in the course.
   */
  public static RulScaling minMax(List<EngineRun> engines, OptionalDouble cap, double clip) {
    List<double[]> rows = rows(engines);
    int channels = rows.get(0).length;
    List<Double> offsets = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      int c = channel;
      double min = rows.stream().mapToDouble(row -> row[c]).min().orElseThrow();
      double max = rows.stream().mapToDouble(row -> row[c]).max().orElseThrow();
      offsets.add(min);
      scales.add(inverse(max - min, max));
    }
    double largest = cap.orElse(longest(engines));
    return new RulScaling(offsets, scales, clip, largest, largest);
  }

  private static double inverse(double spread, double magnitude) {
    return spread <= CONSTANT * Math.max(1, Math.abs(magnitude)) ? 0 : 1 / spread;
  }

  /**
   * The longest life's first reading has the largest RUL; its smallest is 0, at each last reading.
   */
  private static double longest(List<EngineRun> engines) {
    return engines.stream().mapToInt(e -> e.readings().size() - 1).max().orElseThrow();
  }

  /** Standard deviation of the labels of every reading. */
  private static double labelSpread(List<EngineRun> engines, double cap) {
    double[] labels =
        engines.stream()
            .flatMapToDouble(
                e -> IntStream.range(0, e.readings().size()).mapToDouble(rul -> Math.min(rul, cap)))
            .toArray();
    double mean = Arrays.stream(labels).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(labels).map(l -> (l - mean) * (l - mean)).average().orElseThrow());
  }

  private static List<double[]> rows(List<EngineRun> engines) {
    List<double[]> rows = new ArrayList<>();
    for (EngineRun engine : engines) {
      for (CycleReading reading : engine.readings()) {
        rows.add(Channels.of(reading));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "no readings to fit the scaling on (expected at least one engine)");
    }
    return rows;
  }
}
