package io.harbinger.cli.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What became of the requests of a timetable.
 *
 * @param sorted nanoseconds from when each answered request was due to its answer, ascending
 * @param refused requests
 * @param missed requests without an answer within the time
 * @param took from the beginning to the last answer
 */
@SuppressWarnings("ArrayRecordComponent") // some hundred thousand numbers, compared nowhere
public record Latencies(long[] sorted, long refused, long missed, Duration took) {

  /** Those of several timetables that ran side by side. */
  public static Latencies together(List<Latencies> parts) {
    return new Latencies(
        parts.stream().flatMapToLong(part -> Arrays.stream(part.sorted())).sorted().toArray(),
        parts.stream().mapToLong(Latencies::refused).sum(),
        parts.stream().mapToLong(Latencies::missed).sum(),
        parts.stream().map(Latencies::took).max(Duration::compareTo).orElse(Duration.ZERO));
  }

  /**
   * Milliseconds within which a share of what was accepted is answered; what got no answer counts
   * as slower than all others. Empty where the share was not reached.
   */
  public OptionalDouble percentile(double share) {
    long accepted = sorted.length + missed;
    int rank = (int) Math.ceil(share * accepted);
    return rank < 1 || rank > sorted.length
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[rank - 1] / 1e6);
  }

  /** Answers a second. */
  public double rate() {
    return took.isZero() ? 0 : sorted.length * 1e9 / took.toNanos();
  }

  /** Refused requests as a share of all. */
  public double refusedShare() {
    long all = sorted.length + refused + missed;
    return all == 0 ? 0 : (double) refused / all;
  }
}
