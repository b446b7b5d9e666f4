package io.harbinger.cli.bench.load;

import java.util.List;

/**
 * How many items a second some work did.
 *
 * @param median of the rounds, items a second
 * @param lowest round
 * @param highest round
 * @param rounds each round's rate, in order
 */
public record Throughput(double median, double lowest, double highest, List<Double> rounds) {

  /** The figures of at least one round. */
  public static Throughput of(List<Double> rounds) {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("no rounds (expected at least one)");
    }
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Throughput(
        median, sorted.get(0), sorted.get(sorted.size() - 1), List.copyOf(rounds));
  }
}
