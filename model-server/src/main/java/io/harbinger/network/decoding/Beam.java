package io.harbinger.network.decoding;

import org.jspecify.annotations.Nullable;

/**
 * A hypothesis under way.
 *
 * <p>A finished one can only be continued by the end token, at no cost; a dead one, of log
 * probability minus infinity, only fills the beam.
 */
final class Beam {

  final double logProbability;
  final double score;
  final int token;
  final int parent;
  final int length;
  final boolean finished;

  /** Attention so far; null while no step gave any. */
  final double @Nullable [] attention;

  Beam(
      double logProbability,
      double score,
      int token,
      int parent,
      int length,
      boolean finished,
      double @Nullable [] attention) {
    this.logProbability = logProbability;
    this.score = score;
    this.token = token;
    this.parent = parent;
    this.length = length;
    this.finished = finished;
    this.attention = attention;
  }

  boolean dead() {
    return logProbability == Double.NEGATIVE_INFINITY;
  }

  /** The beams of one row before any step: only the first is alive. */
  static Beam[] start(int width) {
    Beam[] beams = new Beam[width];
    for (int i = 0; i < width; i++) {
      double logProbability = i == 0 ? 0 : Double.NEGATIVE_INFINITY;
      beams[i] = new Beam(logProbability, logProbability, -1, i, 0, false, null);
    }
    return beams;
  }
}
