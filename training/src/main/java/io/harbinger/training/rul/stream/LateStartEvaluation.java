package io.harbinger.training.rul.stream;

import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.evaluation.CyclePrediction;
import io.harbinger.training.evaluation.RulTrajectory;
import io.harbinger.training.evaluation.Truncations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Measures a finished model on engines that it meets late, without training it anew: as a machine
 * is met that ran before it was connected, or whose state was lost.
 */
public final class LateStartEvaluation {

  private static final int[] SEEN = {1, 10, 30, 60, Integer.MAX_VALUE};

  private LateStartEvaluation() {}

  /**
   * Measures.
   *
   * @param starts how many random starts of each engine, at least 1
   * @param seed of the starts
   */
  public static LateStartMetrics of(Path model, Path data, Subset subset, int starts, long seed)
      throws IOException {
    if (starts < 1) {
      throw new IllegalArgumentException(starts + " starts (expected 1 or more)");
    }
    Truncations cuts = Truncations.of(subset);
    List<EngineRun> engines = CmapssDirectory.train(data, subset);
    SplittableRandom random = new SplittableRandom(seed);
    List<LateStart> late = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      Map<Integer, Integer> firsts = firsts(engines, cuts, random);
      late.add(new LateStart(firsts, true));
      late.add(new LateStart(firsts, false));
    }
    List<UnaryOperator<EngineRun>> changes = new ArrayList<>();
    changes.add(UnaryOperator.identity());
    late.forEach(start -> changes.add(start::cut));
    // The same engines in the same order each time.
    List<List<RulTrajectory>> told =
        MemberPredictions.heldOut(model, data, subset, changes).stream()
            .map(MemberPredictions::calibratedAsServed)
            .toList();
    List<RulTrajectory> whole = told.get(0);
    List<Triple> triples = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      for (int k = 0; k < whole.size(); k++) {
        triples.addAll(
            triples(
                whole.get(k),
                told.get(1 + 2 * i).get(k),
                told.get(2 + 2 * i).get(k),
                late.get(2 * i).start(whole.get(k).engine()),
                cuts));
      }
    }
    double all = triples.stream().mapToDouble(Triple::weight).sum();
    List<LateStartMetrics.Row> rows = new ArrayList<>();
    for (int i = 0; i + 1 < SEEN.length; i++) {
      int from = SEEN[i];
      int to = SEEN[i + 1];
      List<Triple> some = triples.stream().filter(t -> t.seen() >= from && t.seen() < to).toList();
      if (!some.isEmpty()) {
        String name = to == Integer.MAX_VALUE ? from + " or more" : from + " to " + (to - 1);
        rows.add(row(name, some, all));
      }
    }
    return new LateStartMetrics(whole.size(), starts, row("all", triples, all), rows);
  }

  private static Map<Integer, Integer> firsts(
      List<EngineRun> engines, Truncations cuts, SplittableRandom random) {
    Map<Integer, Integer> firsts = new HashMap<>();
    for (EngineRun engine : engines) {
      firsts.put(engine.unit(), random.nextInt(2, engine.readings().size() - cuts.leastRul() + 1));
    }
    return firsts;
  }

  /**
   * One cut told three ways.
   *
   * @param seen readings since the start
   * @param weight an engine's start weighs 1
   */
  private record Triple(
      int seen,
      double weight,
      CyclePrediction whole,
      CyclePrediction known,
      CyclePrediction unknown) {}

  private static List<Triple> triples(
      RulTrajectory whole,
      RulTrajectory known,
      RulTrajectory unknown,
      int start,
      Truncations cuts) {
    List<Triple> triples = new ArrayList<>();
    for (int t = Math.max(start, cuts.leastObserved()) - 1; t < whole.cycles().size(); t++) {
      double left = whole.cycles().get(t).trueRul();
      if (left >= cuts.leastRul() && left <= cuts.mostRul()) {
        int seen = t - start + 2;
        triples.add(
            new Triple(
                seen,
                1,
                whole.cycles().get(t),
                known.cycles().get(seen - 1),
                unknown.cycles().get(seen - 1)));
      }
    }
    double share = 1.0 / triples.size();
    return triples.stream()
        .map(t -> new Triple(t.seen(), share, t.whole(), t.known(), t.unknown()))
        .toList();
  }

  private static LateStartMetrics.Row row(String name, List<Triple> triples, double all) {
    return new LateStartMetrics.Row(
        name,
        triples.stream().mapToDouble(Triple::weight).sum() / all,
        way(triples, Triple::whole),
        way(triples, Triple::known),
        way(triples, Triple::unknown));
  }

  private interface Told {
    CyclePrediction of(Triple triple);
  }

  private static LateStartMetrics.Way way(List<Triple> triples, Told told) {
    double weight = 0;
    double squares = 0;
    double errors = 0;
    double covered = 0;
    for (Triple triple : triples) {
      CyclePrediction p = told.of(triple);
      double error = p.clippedRul() - p.cappedRul();
      weight += triple.weight();
      squares += triple.weight() * error * error;
      errors += triple.weight() * error;
      covered += p.covered() ? triple.weight() : 0;
    }
    return new LateStartMetrics.Way(Math.sqrt(squares / weight), errors / weight, covered / weight);
  }
}
