package io.harbinger.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.harbinger.cli.bench.load.Throughput;
import io.harbinger.model.Precision;
import java.util.List;

/**
 * What {@code bench rul} found.
 *
 * @param model its name
 * @param version of the model
 * @param precision that it was computed in
 * @param workers of the server
 * @param rates windows a second
 */
record RulBenchReport(
    String model, String version, Precision precision, int workers, List<Rate> rates) {

  RulBenchReport {
    rates = List.copyOf(rates);
  }

  /** What was asked. */
  enum Side {
    /** The bare model, called with whole batches by one thread. */
    @JsonProperty("model")
    MODEL,
    /** The model server, asked for one window at a time. */
    @JsonProperty("server")
    SERVER
  }

  /**
   * One figure.
   *
   * @param side what was asked
   * @param batch windows of a call, or windows in flight
   * @param windowsPerSecond how fast it answered
   */
  record Rate(Side side, int batch, Throughput windowsPerSecond) {}
}
