package io.harbinger.source.simulation;

import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whole lives of engines: {@code sensors(engine, cycle - 1, channel)} of the channels that move.
 *
 * @param engines arrays {@code (cycles, channels)}, the last row an engine's last cycle
 */
record EngineTable(List<double[][]> engines) {

  /** The channels of FD001 that tell something, by their place among the 21. */
  static final List<Channel> CHANNELS =
      List.of(
          Channel.T24,
          Channel.T30,
          Channel.T50,
          Channel.P30,
          Channel.NF,
          Channel.NC,
          Channel.PS30,
          Channel.PHI,
          Channel.NRF,
          Channel.NRC,
          Channel.BPR,
          Channel.HT_BLEED,
          Channel.W31,
          Channel.W32);

  static EngineTable of(List<EngineRun> runs) {
    return new EngineTable(
        runs.stream()
            .map(
                run ->
                    run.readings().stream()
                        .map(CycleReading::sensors)
                        .map(EngineTable::moving)
                        .toArray(double[][]::new))
            .toList());
  }

  /** The first life of each engine of a new fleet. */
  static EngineTable simulated(int engines, long seed) {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.fresh(engines, seed));
    Map<String, List<double[]>> lives = new HashMap<>();
    List<double[][]> ended = new ArrayList<>();
    while (ended.size() < engines) {
      SimulatedReading read = fleet.next();
      if (read.reading().getRun() == 1) {
        List<double[]> life =
            lives.computeIfAbsent(read.reading().getAsset(), asset -> new ArrayList<>());
        life.add(moving(read.reading().getSensors()));
        if (read.failed()) {
          ended.add(life.toArray(double[][]::new));
        }
      }
    }
    return new EngineTable(ended);
  }

  double[] lives() {
    return engines.stream().mapToDouble(rows -> rows.length).toArray();
  }

  /** One value an engine: the mean of a channel over its first cycles. */
  double[] early(int channel) {
    return engines.stream()
        .mapToDouble(rows -> IntStream.range(0, 20).mapToDouble(t -> rows[t][channel]).sum() / 20)
        .toArray();
  }

  /** One value an engine: the mean of a channel over its last five cycles. */
  double[] late(int channel) {
    return engines.stream()
        .mapToDouble(
            rows ->
                IntStream.range(rows.length - 5, rows.length)
                        .mapToDouble(t -> rows[t][channel])
                        .sum()
                    / 5)
        .toArray();
  }

  /** All values of a channel whose RUL lies in [from, to). */
  double[] band(int channel, int from, int to) {
    return engines.stream()
        .flatMapToDouble(
            rows ->
                IntStream.range(Math.max(0, rows.length - to), Math.max(0, rows.length - from))
                    .mapToDouble(t -> rows[t][channel]))
        .toArray();
  }

  /** The same engines with one more channel: a linear combination of the standardised ones. */
  EngineTable combined(double[] mean, double[] deviation, double[] weights) {
    return new EngineTable(
        engines.stream()
            .map(
                rows ->
                    Arrays.stream(rows)
                        .map(
                            row ->
                                new double[] {
                                  IntStream.range(0, weights.length)
                                      .mapToDouble(
                                          j -> weights[j] * (row[j] - mean[j]) / deviation[j])
                                      .sum()
                                })
                        .toArray(double[][]::new))
            .toList());
  }

  private static double[] moving(List<Double> sensors) {
    return CHANNELS.stream().mapToDouble(channel -> sensors.get(channel.ordinal())).toArray();
  }
}
