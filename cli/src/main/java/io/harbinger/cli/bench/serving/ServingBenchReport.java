package io.harbinger.cli.bench.serving;

import io.harbinger.cli.bench.load.Latencies;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench serving} found; its JSON keys are its component names.
 *
 * @param model its name
 * @param version of the model
 * @param threads that compute
 * @param subtasks with a predictor each
 * @param loadBefore of the machine, as the system tells it
 * @param capacities windows a second where there are always more
 * @param figures at each offered load
 * @param overload what three times the server's capacity does to it; null where it was not asked
 */
record ServingBenchReport(
    String model,
    String version,
    int threads,
    int subtasks,
    double loadBefore,
    List<Capacity> capacities,
    List<Figure> figures,
    @Nullable Overload overload) {

  ServingBenchReport {
    capacities = List.copyOf(capacities);
    figures = List.copyOf(figures);
  }

  /**
   * How much a side can do.
   *
   * @param side which
   * @param perSecond windows
   */
  record Capacity(SideName side, double perSecond) {}

  /**
   * How a side bore a load.
   *
   * @param side which
   * @param offered windows a second, on the mean
   * @param answered windows a second
   * @param p50Millis from when a window was due to its answer; null where half were not answered
   * @param p99Millis likewise; null where 99 in 100 were not answered in time
   * @param refusedShare of all windows
   */
  record Figure(
      SideName side,
      double offered,
      double answered,
      @Nullable Double p50Millis,
      @Nullable Double p99Millis,
      double refusedShare) {

    static Figure of(SideName side, double offered, Latencies latencies) {
      return new Figure(
          side,
          offered,
          latencies.rate(),
          millis(latencies.percentile(0.5)),
          millis(latencies.percentile(0.99)),
          latencies.refusedShare());
    }

    private static @Nullable Double millis(OptionalDouble told) {
      return told.isPresent() ? told.getAsDouble() : null;
    }
  }

  /**
   * The server with a queue of two batches.
   *
   * @param capacity windows a second
   * @param before at half its capacity
   * @param atCapacity at it
   * @param atThreeTimes at three times
   * @param afterwards at half again
   */
  record Overload(
      double capacity, Figure before, Figure atCapacity, Figure atThreeTimes, Figure afterwards) {}
}
