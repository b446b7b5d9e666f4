package io.harbinger.network.decoding;

import java.util.Arrays;

/** Reads the hypotheses of a beam search back from its tree. */
final class GatherTree {

  private GatherTree() {}

  /**
   * The whole sequence of each last beam.
   *
   * @param tokens chosen at each step {@code [steps][width]}
   * @param parents the beam of the step before that each continues {@code [steps][width]}
   * @param length of the longest sequence; what lies beyond becomes the end token
   * @param endToken fills a sequence after its first end token
   * @return {@code [steps][width]}
   */
  static int[][] of(int[][] tokens, int[][] parents, int length, int endToken) {
    int width = tokens[0].length;
    int[][] sequences = new int[tokens.length][width];
    for (int[] row : sequences) {
      Arrays.fill(row, endToken);
    }
    int last = Math.min(length, tokens.length) - 1;
    for (int beam = 0; beam < width; beam++) {
      int[] path = path(parents, last, beam);
      boolean ended = false;
      for (int step = 0; step <= last && !ended; step++) {
        sequences[step][beam] = tokens[step][path[step]];
        ended = sequences[step][beam] == endToken;
      }
    }
    return sequences;
  }

  /** The beam at each step that a beam of the last step goes back to. */
  static int[] path(int[][] parents, int last, int beam) {
    int[] path = new int[last + 1];
    int at = beam;
    for (int step = last; step >= 0; step--) {
      path[step] = at;
      at = parents[step][at];
    }
    return path;
  }
}
