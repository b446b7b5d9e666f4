package io.harbinger.console.live;

import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of one asset. Not thread-safe. */
final class AssetHistory {

  /** Columns of a prediction's row. */
  static final int RUL = 0;

  static final int LOW = 1;
  static final int HIGH = 2;
  private static final int PREDICTION_WIDTH = 5;

  private final String asset;
  private final int readingsKept;
  private final SeriesRing predictions;
  private @Nullable SeriesRing readings;
  private @Nullable RulPrediction newest;
  private int settings;
  private int lastReadingCycle;
  private long life;
  private long lastRun = Long.MIN_VALUE;

  AssetHistory(String asset, Limits limits) {
    this.asset = asset;
    this.readingsKept = limits.readingsPerAsset();
    this.predictions = new SeriesRing(limits.predictionsPerAsset(), PREDICTION_WIDTH);
  }

  String asset() {
    return asset;
  }

  @Nullable RulPrediction newest() {
    return newest;
  }

  int settings() {
    return settings;
  }

  /** Takes a prediction that is newer than all others; returns whether it was. */
  boolean accept(RulPrediction prediction) {
    RulPrediction last = newest;
    if (last != null
        && (prediction.getRun() < last.getRun()
            || (prediction.getRun() == last.getRun()
                && prediction.getCycle() <= last.getCycle()))) {
      return false;
    }
    newest = prediction;
    predictions.append(
        prediction.getRun(),
        prediction.getCycle(),
        prediction.getReadingTimestamp().toEpochMilli(),
        new double[] {
          prediction.getRul(),
          orNaN(prediction.getRulLow()),
          orNaN(prediction.getRulHigh()),
          prediction.getProbabilityWithin15(),
          prediction.getProbabilityWithin30()
        });
    return true;
  }

  /**
   * Takes a reading. Where the source does not count runs, a cycle that falls back begins the next
   * life, as it does for the windows. A source that changes its number of channels begins anew.
   */
  void accept(SensorReading reading, long writtenAt) {
    List<Double> first = reading.getSettings();
    List<Double> second = reading.getSensors();
    int width = first.size() + second.size();
    SeriesRing ring = readings;
    if (ring == null || ring.width() != width || settings != first.size()) {
      ring = new SeriesRing(readingsKept, width);
      readings = ring;
      settings = first.size();
    }
    Long run = reading.getRun();
    boolean next = run == null ? reading.getCycle() < lastReadingCycle : run.longValue() != lastRun;
    if (next) {
      life++;
      lastRun = run == null ? lastRun : run;
    }
    lastReadingCycle = reading.getCycle();
    double[] row = new double[width];
    for (int i = 0; i < width; i++) {
      row[i] = i < first.size() ? first.get(i) : second.get(i - first.size());
    }
    ring.append(life, reading.getCycle(), writtenAt, row);
  }

  Series predictionsSince(long number) {
    return predictions.since(number);
  }

  Series readingsSince(long number) {
    return readings == null
        ? new Series(0, new long[0], new int[0], new long[0], new float[0][0])
        : readings.since(number);
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
