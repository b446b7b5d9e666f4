package io.harbinger.training.simulator;

import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How like real engines simulated ones are, by what their sensors show. Immutable.
 *
 * @param realLives in cycles
 * @param simulatedLives in cycles
 * @param livesKolmogorovSmirnov distance of the two distributions of lives
 * @param health the course towards failure
 * @param distances of each sensor in each range of cycles left
 */
public record Likeness(
    Spread realLives,
    Spread simulatedLives,
    double livesKolmogorovSmirnov,
    HealthCourse health,
    List<SensorDistance> distances) {

  public Likeness {
    distances = List.copyOf(distances);
  }

  /**
   * Compares whole lives.
   *
   * @param real engines that ran to failure, some of which lived 200 cycles or more
   * @param simulated likewise
   * @param sensors places of the sensors among all, from 0; each must vary
   * @param names of these sensors
   */
  public static Likeness of(
      List<EngineRun> real, List<EngineRun> simulated, List<Integer> sensors, List<String> names) {
    SensorTable there = SensorTable.of(real, sensors);
    SensorTable here = SensorTable.of(simulated, sensors);
    List<SensorDistance> distances = new ArrayList<>();
    for (int sensor = 0; sensor < sensors.size(); sensor++) {
      for (RulRange range : RulRange.ALL) {
        distances.add(SensorDistance.of(names.get(sensor), sensor, range, there, here));
      }
    }
    return new Likeness(
        Spread.of(there.lives()),
        Spread.of(here.lives()),
        Distance.kolmogorovSmirnov(there.lives(), here.lives()),
        HealthCourse.of(there, here),
        distances);
  }

  /** The sensor and range that lie farthest apart. */
  public SensorDistance farthest() {
    return distances.stream()
        .max(Comparator.comparingDouble(SensorDistance::kolmogorovSmirnov))
        .orElseThrow();
  }
}
