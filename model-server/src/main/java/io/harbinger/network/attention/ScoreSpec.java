package io.harbinger.network.attention;

/** How a query is held against each position of a memory. */
public sealed interface ScoreSpec {

  /**
   * The product of query and key (Luong, Pham and Manning, 2015): {@code e_j = q . k_j}. Keys are
   * as wide as the query.
   *
   * @param scaled multiplies by a learned scalar that begins at 1
   */
  record Luong(boolean scaled) implements ScoreSpec {}

  /**
   * The additive score (Bahdanau, Cho and Bengio, 2015): {@code e_j = sum of v tanh(k_j + W q)}.
   *
   * @param units the width of the keys
   * @param normalized {@code g v / |v|} in place of {@code v}, and a bias (Salimans and Kingma,
   *     2016); {@code g} begins at {@code sqrt(1 / units)}
   */
  record Bahdanau(int units, boolean normalized) implements ScoreSpec {
    /** Refuses a width below 1. */
    public Bahdanau {
      atLeastOne("units", units);
    }
  }

  /**
   * The hybrid score (Chorowski et al., 2015, arXiv 1506.07503, equations 8 and 9): {@code e_j =
   * sum of v tanh(W q + k_j + U f_j + b)} where {@code f} is a convolution over earlier alignments.
   *
   * @param units the width of the keys
   * @param filters of the convolution
   * @param kernel its width in positions, odd
   * @param cumulative convolves the sum of all earlier alignments (Tacotron 2), else the last one
   *     (the paper)
   */
  record LocationSensitive(int units, int filters, int kernel, boolean cumulative)
      implements ScoreSpec {
    /** Refuses widths below 1 and an even kernel, which has no middle. */
    public LocationSensitive {
      atLeastOne("units", units);
      atLeastOne("filters", filters);
      if (kernel < 1 || kernel % 2 == 0) {
        throw new IllegalArgumentException(
            "a location kernel of " + kernel + " positions (expected an odd number)");
      }
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "an attention with %s %d (expected at least 1)".formatted(name, value));
    }
  }
}
