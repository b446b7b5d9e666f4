package io.harbinger.console;

import java.time.Duration;

/**
 * The numbers over the table.
 *
 * @param title what is shown, for instance the source of the readings
 * @param elapsed since the start
 * @param readings readings in their topic since the start
 * @param windows windows made of them
 * @param predictions predictions made of those
 * @param alerts changes of an alert's state
 * @param deadLetters records that a stage gave up
 * @param readingsPerSecond over the last seconds
 * @param p50Millis half of the predictions were visible at most this long after their reading
 * @param p99Millis 99 of 100 were
 */
public record FleetStatus(
    String title,
    Duration elapsed,
    long readings,
    long windows,
    long predictions,
    long alerts,
    long deadLetters,
    double readingsPerSecond,
    double p50Millis,
    double p99Millis) {

  /** All of it in one line, for a log. */
  public String line() {
    return "%s  readings %,d (%.1f/s)  windows %,d  predictions %,d  alerts %,d  dead letters %,d  latency p50 %.0f ms p99 %.0f ms"
        .formatted(
            clock(),
            readings,
            readingsPerSecond,
            windows,
            predictions,
            alerts,
            deadLetters,
            p50Millis,
            p99Millis);
  }

  /** Minutes and seconds since the start. */
  String clock() {
    return "%02d:%02d".formatted(elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
