package io.harbinger.network.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The steps of a beam search for one row, kept until its hypotheses are read. */
final class BeamTrace {

  private final BeamSettings settings;
  private final List<Beam[]> steps = new ArrayList<>();
  private final List<double[][]> alignments = new ArrayList<>();
  private Beam[] beams;

  BeamTrace(BeamSettings settings) {
    this.settings = settings;
    beams = Beam.start(settings.width());
  }

  /** True when no beam can change any more. */
  boolean done() {
    return Arrays.stream(beams).allMatch(beam -> beam.finished || beam.dead());
  }

  /** Takes a step; gives the new beams, best first. */
  Beam[] step(double[][] logits, double @Nullable [][] attention) {
    beams = BeamStep.next(beams, logits, attention, settings);
    steps.add(beams);
    if (attention != null) {
      alignments.add(attention);
    }
    return beams;
  }

  /** What was found, best first. */
  List<Hypothesis> hypotheses() {
    int[][] tokens = each(beam -> beam.token);
    int[][] parents = each(beam -> beam.parent);
    int longest = Arrays.stream(beams).mapToInt(beam -> beam.length).max().orElseThrow();
    int[][] sequences = GatherTree.of(tokens, parents, longest, settings.endToken());
    List<Hypothesis> found = new ArrayList<>();
    for (int i = 0; i < beams.length; i++) {
      if (!beams[i].dead()) {
        found.add(hypothesis(i, sequences, parents));
      }
    }
    return found;
  }

  private Hypothesis hypothesis(int index, int[][] sequences, int[][] parents) {
    Beam beam = beams[index];
    int[] path = GatherTree.path(parents, parents.length - 1, index);
    List<Integer> tokens = new ArrayList<>();
    List<List<Double>> weights = new ArrayList<>();
    for (int step = 0; step < path.length; step++) {
      if (sequences[step][index] == settings.endToken()) {
        break;
      }
      tokens.add(sequences[step][index]);
      if (!alignments.isEmpty()) {
        // A token was chosen from the output of the beam that it continues.
        double[] row = alignments.get(step)[parents[step][path[step]]];
        weights.add(Arrays.stream(row).boxed().toList());
      }
    }
    return new Hypothesis(
        List.copyOf(tokens), beam.finished, beam.logProbability, beam.score, List.copyOf(weights));
  }

  private int[][] each(ToIntFunction<Beam> value) {
    return steps.stream()
        .map(step -> Arrays.stream(step).mapToInt(value).toArray())
        .toArray(int[][]::new);
  }
}
