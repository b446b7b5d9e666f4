package io.harbinger.model.rul.reference;

/**
 * The population stability index of two distributions over the same bins: the sum of {@code (actual
 * - expected) * ln(actual / expected)}. It is 0 where they are the same and symmetric in them; it
 * is the sum of both Kullback-Leibler divergences. In credit scoring, where it comes from (Siddiqi
 * 2006), up to 0.1 is called no change and from 0.25 on a great one.
 */
public final class PopulationStability {

  /** A smaller share counts as this one, since an empty bin would make the index infinite. */
  public static final double LEAST_SHARE = 0.001;

  private PopulationStability() {}

  /**
   * The index.
   *
   * @param expected shares of the bins in the reference
   * @param actual shares of the same bins now
   */
  public static double index(double[] expected, double[] actual) {
    if (expected.length != actual.length || expected.length == 0) {
      throw new IllegalArgumentException(
          "%d and %d bins (expected the same number, at least one)"
              .formatted(expected.length, actual.length));
    }
    double index = 0;
    for (int i = 0; i < expected.length; i++) {
      double e = Math.max(LEAST_SHARE, expected[i]);
      double a = Math.max(LEAST_SHARE, actual[i]);
      index += (a - e) * Math.log(a / e);
    }
    return index;
  }
}
