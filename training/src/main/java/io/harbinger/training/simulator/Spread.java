package io.harbinger.training.simulator;

import java.util.Arrays;

/**
 * Where values lie.
 *
 * @param count how many
 * @param mean of them
 * @param deviation standard deviation, 0 of a single one
 * @param least of them
 * @param greatest of them
 */
public record Spread(int count, double mean, double deviation, double least, double greatest) {

  static Spread of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values to describe (expected at least one)");
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(
        values.length,
        mean,
        values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)),
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
