package io.harbinger.model.rul.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A distribution, by bins that had about equal shares of it. A value belongs to the first bin whose
 * edge it does not exceed.
 *
 * @param edges ascending, the upper ends of all bins but the last; none where there is but one
 * @param shares one more than edges, together 1
 */
public record ValueBins(List<Double> edges, List<Double> shares) {

  /** Bins at most. */
  public static final int MOST = 10;

  /** Refuses what is no distribution over ascending bins. */
  public ValueBins {
    edges = List.copyOf(edges);
    shares = List.copyOf(shares);
    for (int i = 1; i < edges.size(); i++) {
      if (!(edges.get(i) > edges.get(i - 1))) {
        throw new IllegalArgumentException("edges %s (expected ascending)".formatted(edges));
      }
    }
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    if (shares.size() != edges.size() + 1
        || shares.size() > MOST
        || shares.stream().anyMatch(share -> !(share >= 0))
        || !(Math.abs(sum - 1) < 1e-6)) {
      throw new IllegalArgumentException(
          "shares %s of bins between %s (expected one more than edges, at most %d, together 1)"
              .formatted(shares, edges, MOST));
    }
  }

  /**
   * Bins at the deciles of values. Values that repeat make fewer; a value that never changes makes
   * one, which tells nothing.
   */
  public static ValueBins ofDeciles(double[] values) {
    if (values.length == 0 || DoubleStream.of(values).anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%d values (expected at least one, all finite)".formatted(values.length));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    List<Double> edges = new ArrayList<>();
    for (int i = 1; i < MOST; i++) {
      double edge = sorted[(int) ((long) sorted.length * i / MOST)];
      boolean isNew = edges.isEmpty() || edge > edges.get(edges.size() - 1);
      if (isNew && edge < sorted[sorted.length - 1]) {
        edges.add(edge);
      }
    }
    long[] counts = new long[edges.size() + 1];
    for (double value : values) {
      counts[bin(edges, value)]++;
    }
    return new ValueBins(
        edges, Arrays.stream(counts).mapToObj(count -> (double) count / values.length).toList());
  }

  /** How many bins. */
  public int size() {
    return shares.size();
  }

  /** The bin of a value, from 0. */
  public int bin(double value) {
    return bin(edges, value);
  }

  private static int bin(List<Double> edges, double value) {
    int bin = 0;
    while (bin < edges.size() && value > edges.get(bin)) {
      bin++;
    }
    return bin;
  }
}
