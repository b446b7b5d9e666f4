package io.harbinger.model.rul.reference;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the latest readings with a reference, one population stability index for each value. In
 * which conditions the machines are run is no drift: a bin is expected as often as the reference
 * has it in the conditions of the readings that are compared. Not thread-safe.
 */
public final class ReferenceComparison {

  private final List<List<ValueBins>> expected;
  private final int window;
  private final ArrayDeque<BinnedReading> latest = new ArrayDeque<>();
  private final Map<Long, Integer> runs = new HashMap<>();
  private final int[] inCondition;
  private final int[][] counts;

  /**
   * A comparison without readings yet.
   *
   * @param expected by condition, then by value
   * @param window readings that are compared at most
   */
  ReferenceComparison(List<List<ValueBins>> expected, int window) {
    this.expected = expected;
    this.window = window;
    this.inCondition = new int[expected.size()];
    this.counts = new int[expected.get(0).size()][ValueBins.MOST];
  }

  /** One more reading; the oldest leaves when there are more than the window takes. */
  public void add(BinnedReading reading) {
    if (reading.condition() >= expected.size() || reading.bins().length != counts.length) {
      throw new IllegalArgumentException(
          "a reading of condition %d with %d values (expected below %d, and %d)"
              .formatted(
                  reading.condition(), reading.bins().length, expected.size(), counts.length));
    }
    latest.addLast(reading);
    count(reading, 1);
    if (latest.size() > window) {
      count(latest.removeFirst(), -1);
    }
  }

  private void count(BinnedReading reading, int by) {
    inCondition[reading.condition()] += by;
    for (int i = 0; i < counts.length; i++) {
      counts[i][reading.bins()[i]] += by;
    }
    runs.merge(reading.run(), by, (a, b) -> a + b == 0 ? null : a + b);
  }

  /** How many readings are compared. */
  public int readings() {
    return latest.size();
  }

  /** Of how many runs. Readings of one run are alike, so this is what the comparison rests on. */
  public int runs() {
    return runs.size();
  }

  /** The readings that are compared, the oldest first. */
  public List<BinnedReading> latest() {
    return List.copyOf(latest);
  }

  /** The index of a value; NaN without readings. */
  public double index(int value) {
    int all = latest.size();
    if (all == 0) {
      return Double.NaN;
    }
    double[] actual = new double[ValueBins.MOST];
    double[] reference = new double[ValueBins.MOST];
    int bins = 1;
    for (int condition = 0; condition < inCondition.length; condition++) {
      ValueBins own = expected.get(condition).get(value);
      bins = Math.max(bins, own.size());
      for (int bin = 0; bin < own.size(); bin++) {
        reference[bin] += own.shares().get(bin) * inCondition[condition] / all;
      }
    }
    for (int bin = 0; bin < bins; bin++) {
      actual[bin] = (double) counts[value][bin] / all;
    }
    return PopulationStability.index(Arrays.copyOf(reference, bins), Arrays.copyOf(actual, bins));
  }
}
