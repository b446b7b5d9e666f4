package io.harbinger.network.decoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Tokens of one row with their weights, which need not sum to 1, in the order they are drawn in.
 */
final class Candidates {

  private final int[] tokens;
  private final double[] weights;

  private Candidates(int[] tokens, double[] weights) {
    this.tokens = tokens;
    this.weights = weights;
  }

  static void requireTemperature(double temperature) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "a sampling temperature of " + temperature + " (expected a finite number above 0)");
    }
  }

  /** Draws a token for each row of logits. */
  static NDArray choose(
      NDArray logits, RandomGenerator random, Function<double[], Candidates> candidates) {
    int batch = Math.toIntExact(logits.getShape().get(0));
    int vocabulary = Math.toIntExact(logits.getShape().get(1));
    double[] values = logits.toType(DataType.FLOAT64, false).toDoubleArray();
    int[] ids = new int[batch];
    for (int row = 0; row < batch; row++) {
      double[] slice = Arrays.copyOfRange(values, row * vocabulary, (row + 1) * vocabulary);
      ids[row] = candidates.apply(slice).draw(random.nextDouble());
    }
    return logits.getManager().create(ids);
  }

  /** All tokens, each with the exponential of its logit over the temperature. */
  static Candidates of(double[] logits, double temperature) {
    double highest = Arrays.stream(logits).max().orElseThrow();
    if (!Double.isFinite(highest)) {
      throw new IllegalArgumentException(
          "logits whose highest is " + highest + " (expected a finite number)");
    }
    double[] weights = new double[logits.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((logits[i] - highest) / temperature);
    }
    return new Candidates(IntStream.range(0, logits.length).toArray(), weights);
  }

  /** The likeliest few. */
  Candidates first(int count) {
    return keep(ranked(), Math.min(count, tokens.length));
  }

  /** The smallest set of likeliest tokens that has a share of the whole weight. */
  Candidates nucleus(double mass) {
    int[] ranked = ranked();
    double goal = mass * Arrays.stream(weights).sum();
    double reached = 0;
    int count = 0;
    while (count < ranked.length && (count == 0 || reached < goal)) {
      reached += weights[ranked[count++]];
    }
    return keep(ranked, count);
  }

  int[] tokens() {
    return tokens.clone();
  }

  /** The token at which the running share of the weight exceeds a number in [0, 1). */
  int draw(double uniform) {
    double goal = uniform * Arrays.stream(weights).sum();
    double reached = 0;
    int last = 0;
    for (int i = 0; i < tokens.length; i++) {
      reached += weights[i];
      if (weights[i] > 0) {
        last = i;
        if (reached > goal) {
          break;
        }
      }
    }
    return tokens[last];
  }

  /** Positions by falling weight; a stable sort keeps equals in the order of their tokens. */
  private int[] ranked() {
    return IntStream.range(0, tokens.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private Candidates keep(int[] ranked, int count) {
    int[] kept = Arrays.copyOf(ranked, count);
    return new Candidates(
        Arrays.stream(kept).map(i -> tokens[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> weights[i]).toArray());
  }
}
