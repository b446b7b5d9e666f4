package io.harbinger.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.harbinger.cli.bench.load.Throughput;
import java.util.List;

/**
 * What {@code bench cells} found.
 *
 * @param time steps of a sequence
 * @param features of an input
 * @param units of a cell
 * @param clock whose seconds are meant
 * @param rates sequences a second
 */
record CellBenchReport(int time, int features, int units, BenchClock clock, List<Rate> rates) {

  CellBenchReport {
    rates = List.copyOf(rates);
  }

  /** What is done with a batch. */
  enum Pass {
    /** Outputs only, nothing recorded. */
    @JsonProperty("inference")
    INFERENCE,
    /** Outputs, their mean, and the gradients of all weights; no update. */
    @JsonProperty("training")
    TRAINING
  }

  /**
   * One figure.
   *
   * @param cell its label
   * @param pass what was done
   * @param batch sequences of a call
   * @param milliseconds of a call, at the median
   * @param sequencesPerSecond how fast that is
   */
  record Rate(
      String cell, Pass pass, int batch, double milliseconds, Throughput sequencesPerSecond) {

    static Rate of(BenchedCell cell, Pass pass, int batch, Throughput rate) {
      return new Rate(cell.label(), pass, batch, 1000.0 * batch / rate.median(), rate);
    }
  }
}
