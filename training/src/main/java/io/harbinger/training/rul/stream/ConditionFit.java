package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.stream.OperatingCondition;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the operating conditions among training engines and each sensor's mean and spread in each.
 *
 * <p>Readings belong together whose settings all lie within a tolerance of the first such reading;
 * a condition's centre is the mean of its readings. That is exact where conditions lie far apart
 * against their scatter, as in C-MAPSS; data without such conditions are refused.
 */
final class ConditionFit {

  /** More conditions than any reading-by-reading scatter should make. */
  private static final int MOST = 32;

  /** A spread below this share of the magnitude carries no information. */
  private static final double CONSTANT = 1e-6;

  private ConditionFit() {}

  /**
   * The conditions of engines, in the order of their centres.
   *
   * @param sensors the used sensors' places
   * @param tolerance per setting
   */
  static List<OperatingCondition> of(
      List<EngineRun> engines, List<Integer> sensors, List<Double> tolerance) {
    List<List<CycleReading>> groups = new ArrayList<>();
    for (EngineRun engine : engines) {
      for (CycleReading reading : engine.readings()) {
        group(groups, reading, tolerance).add(reading);
      }
    }
    return groups.stream()
        .map(group -> condition(group, sensors))
        .sorted((a, b) -> compare(a.settings(), b.settings()))
        .toList();
  }

  private static List<CycleReading> group(
      List<List<CycleReading>> groups, CycleReading reading, List<Double> tolerance) {
    for (List<CycleReading> group : groups) {
      if (near(group.get(0).settings(), reading.settings(), tolerance)) {
        return group;
      }
    }
    if (groups.size() == MOST) {
      throw new IllegalArgumentException(
          "the settings scatter over more than %d operating conditions (expected a few, each within %s of its centre): widen features.settingTolerance"
              .formatted(MOST, tolerance));
    }
    List<CycleReading> group = new ArrayList<>();
    groups.add(group);
    return group;
  }

  private static boolean near(List<Double> centre, List<Double> settings, List<Double> tolerance) {
    for (int i = 0; i < tolerance.size(); i++) {
      if (Math.abs(settings.get(i) - centre.get(i)) > tolerance.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static OperatingCondition condition(List<CycleReading> group, List<Integer> sensors) {
    List<Double> centre = new ArrayList<>();
    for (int setting = 0; setting < CycleReading.SETTINGS; setting++) {
      int s = setting;
      centre.add(group.stream().mapToDouble(r -> r.settings().get(s)).average().orElseThrow());
    }
    List<Double> offsets = new ArrayList<>();
    List<Double> scales = new ArrayList<>();
    for (int sensor : sensors) {
      double mean =
          group.stream().mapToDouble(r -> r.sensors().get(sensor)).average().orElseThrow();
      double variance =
          group.stream()
              .mapToDouble(r -> Math.pow(r.sensors().get(sensor) - mean, 2))
              .average()
              .orElseThrow();
      double spread = Math.sqrt(variance);
      offsets.add(mean);
      scales.add(spread <= CONSTANT * Math.max(1, Math.abs(mean)) ? 0 : 1 / spread);
    }
    return new OperatingCondition(centre, offsets, scales);
  }

  private static int compare(List<Double> a, List<Double> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Double.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
