package io.harbinger.cli.prediction;

import io.harbinger.contract.SensorReading;
import io.harbinger.model.rul.RulWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The readings of one life of an asset, in cycle order, each cycle once.
 *
 * @param asset its name
 * @param run which life
 * @param readings at least one
 */
record History(String asset, long run, List<SensorReading> readings) {

  /** Copies the list. */
  History {
    readings = List.copyOf(readings);
  }

  /**
   * Sorts readings into lives, in the order of their first appearance. A reading without a run
   * belongs to its asset's first.
   */
  static Collection<History> of(List<SensorReading> readings) {
    Map<String, TreeMap<Integer, SensorReading>> lives = new LinkedHashMap<>();
    for (SensorReading reading : readings) {
      String life = reading.getAsset() + "\n" + run(reading);
      lives.computeIfAbsent(life, key -> new TreeMap<>()).putIfAbsent(reading.getCycle(), reading);
    }
    List<History> histories = new ArrayList<>();
    lives.forEach(
        (life, cycles) -> {
          SensorReading any = cycles.firstEntry().getValue();
          histories.add(new History(any.getAsset(), run(any), new ArrayList<>(cycles.values())));
        });
    return histories;
  }

  private static long run(SensorReading reading) {
    Long run = reading.getRun();
    return run == null ? 1 : run;
  }

  /** The newest cycle. */
  int cycle() {
    return readings.get(readings.size() - 1).getCycle();
  }

  /** How many of a window's readings would be copies of the first. */
  int padded(int length) {
    return Math.max(0, length - readings.size());
  }

  /** The last readings, left-padded by the first where there are fewer. */
  RulWindow window(int length) {
    List<SensorReading> window = new ArrayList<>();
    for (int i = readings.size() - length; i < readings.size(); i++) {
      window.add(readings.get(Math.max(0, i)));
    }
    return RulWindow.of(
        window.stream().mapToInt(SensorReading::getCycle).toArray(),
        window.stream().map(r -> array(r.getSettings())).toArray(double[][]::new),
        window.stream().map(r -> array(r.getSensors())).toArray(double[][]::new));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
