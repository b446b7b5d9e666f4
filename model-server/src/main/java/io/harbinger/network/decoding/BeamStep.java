package io.harbinger.network.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a beam search for one row: all continuations are scored and the best are kept. */
final class BeamStep {

  private final Beam[] beams;
  private final BeamSettings settings;
  private final List<Beam> best = new ArrayList<>();

  private BeamStep(Beam[] beams, BeamSettings settings) {
    this.beams = beams;
    this.settings = settings;
  }

  /**
   * The next beams, best first.
   *
   * @param logits of each beam {@code [width][vocabulary]}
   * @param attention of each beam's step {@code [width][time]}
   */
  static Beam[] next(
      Beam[] beams, double[][] logits, double @Nullable [][] attention, BeamSettings settings) {
    BeamStep step = new BeamStep(beams, settings);
    for (int beam = 0; beam < beams.length; beam++) {
      double[] attended = attended(beams[beam], attention == null ? null : attention[beam]);
      step.offer(beam, logProbabilities(beams[beam], logits[beam], settings), attended);
    }
    return step.best.toArray(Beam[]::new);
  }

  private void offer(int parent, double[] logProbabilities, double @Nullable [] attention) {
    Beam beam = beams[parent];
    // Only finished hypotheses pay for what they did not look at.
    double coverage =
        beam.finished && attention != null && settings.coveragePenalty() != 0
            ? settings.coverage(attention)
            : 0;
    for (int token = 0; token < logProbabilities.length; token++) {
      boolean ends = token == settings.endToken();
      double logProbability = beam.logProbability + logProbabilities[token];
      // As in the reference, an end token is scored without a length and has one afterwards.
      int scored = beam.length + (beam.finished || ends ? 0 : 1);
      double score = settings.score(logProbability, scored) + coverage;
      if (best.size() < beams.length || score > best.get(best.size() - 1).score) {
        insert(
            new Beam(
                logProbability,
                score,
                token,
                parent,
                beam.length + (beam.finished ? 0 : 1),
                beam.finished || ends,
                attention));
      }
    }
  }

  /** Behind its equals, so that of equals the first beam's first token wins. */
  private void insert(Beam beam) {
    int at = best.size();
    while (at > 0 && beam.score > best.get(at - 1).score) {
      at--;
    }
    best.add(at, beam);
    if (best.size() > beams.length) {
      best.remove(best.size() - 1);
    }
  }

  private static double @Nullable [] attended(Beam beam, double @Nullable [] step) {
    if (step == null || beam.finished) {
      return beam.attention;
    }
    double[] sum = step.clone();
    if (beam.attention != null) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += beam.attention[i];
      }
    }
    return sum;
  }

  private static double[] logProbabilities(Beam beam, double[] logits, BeamSettings settings) {
    double[] result = new double[logits.length];
    if (beam.finished) {
      Arrays.fill(result, Double.NEGATIVE_INFINITY);
      result[settings.endToken()] = 0;
      return result;
    }
    double highest = Arrays.stream(logits).max().orElseThrow();
    if (!Double.isFinite(highest)) {
      throw new IllegalArgumentException(
          "logits whose highest is " + highest + " (expected a finite number)");
    }
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - highest);
    }
    double normalizer = highest + Math.log(sum);
    for (int i = 0; i < result.length; i++) {
      result[i] = logits[i] - normalizer;
    }
    return result;
  }
}
