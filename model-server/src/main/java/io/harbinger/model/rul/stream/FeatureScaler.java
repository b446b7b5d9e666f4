package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulWindow;
import java.util.List;

/**
 * Makes features of readings, as {@link StreamFeatures} describes them: the one place that does, in
 * training and in service. Immutable.
 */
public final class FeatureScaler {

  private final int settings;
  private final int[] sensors;
  private final double[][] centres;
  private final double[] tolerance;
  private final double[][] offsets;
  private final double[][] scales;
  private final double clip;
  private final double ageScale;

  /** Plain arrays of the description's lists: every reading of every machine comes through here. */
  FeatureScaler(StreamFeatures features) {
    List<OperatingCondition> conditions = features.conditions();
    this.settings = features.settingTolerance().size();
    this.sensors = features.sensors().stream().mapToInt(Integer::intValue).toArray();
    this.tolerance = array(features.settingTolerance());
    this.centres = conditions.stream().map(c -> array(c.settings())).toArray(double[][]::new);
    this.offsets = conditions.stream().map(c -> array(c.offset())).toArray(double[][]::new);
    this.scales = conditions.stream().map(c -> array(c.scale())).toArray(double[][]::new);
    this.clip = features.clip();
    this.ageScale = features.ageScale();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The place of a reading's condition, the nearest, among the description's. */
  public int condition(RulWindow readings, int time) {
    if (centres.length == 1) {
      return 0;
    }
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centres.length; i++) {
      double distance = 0;
      for (int setting = 0; setting < settings; setting++) {
        double steps = (readings.value(time, setting) - centres[i][setting]) / tolerance[setting];
        distance += steps * steps;
      }
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /**
   * Writes the features of one reading.
   *
   * @param readings holds the reading
   * @param time its place there
   * @param target where the features go
   * @param at the first of them
   */
  public void write(RulWindow readings, int time, float[] target, int at) {
    int condition = condition(readings, time);
    double[] offset = offsets[condition];
    double[] scale = scales[condition];
    for (int i = 0; i < sensors.length; i++) {
      double scaled = (readings.value(time, settings + 1 + sensors[i]) - offset[i]) * scale[i];
      target[at + i] = (float) Math.max(-clip, Math.min(clip, scaled));
    }
    if (ageScale > 0) {
      target[at + sensors.length] = (float) (readings.value(time, settings) / ageScale);
    }
  }
}
