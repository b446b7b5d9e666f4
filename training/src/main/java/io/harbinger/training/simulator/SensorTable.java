package io.harbinger.training.simulator;

import io.harbinger.source.cmapss.EngineRun;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some sensors over whole lives.
 *
 * @param engines arrays {@code (cycles, sensors)}, the last row an engine's last cycle
 */
record SensorTable(List<double[][]> engines) {

  static SensorTable of(List<EngineRun> runs, List<Integer> sensors) {
    return new SensorTable(
        runs.stream()
            .map(
                run ->
                    run.readings().stream()
                        .map(
                            reading ->
                                sensors.stream()
                                    .mapToDouble(sensor -> reading.sensors().get(sensor))
                                    .toArray())
                        .toArray(double[][]::new))
            .toList());
  }

  int sensors() {
    return engines.get(0)[0].length;
  }

  /** All values of a sensor with so many cycles left. */
  double[] values(int sensor, RulRange range) {
    return values(sensor, range, engine -> true);
  }

  /**
   * The same of some engines.
   *
   * @param chosen by the engine's place
   */
  double[] values(int sensor, RulRange range, IntPredicate chosen) {
    return IntStream.range(0, engines.size())
        .filter(chosen)
        .mapToObj(engines::get)
        .flatMapToDouble(
            rows ->
                IntStream.range(
                        Math.max(0, rows.length - range.to()),
                        Math.max(0, rows.length - range.from()))
                    .mapToDouble(t -> rows[t][sensor]))
        .toArray();
  }

  /** Lives in cycles. */
  double[] lives() {
    return engines.stream().mapToDouble(rows -> rows.length).toArray();
  }
}
