package io.harbinger.training.evaluation;

import io.harbinger.source.cmapss.Subset;
import java.util.List;

/**
 * How engines that ran to failure are cut short, so that they look as the public test engines do:
 * with an RUL drawn evenly from a range, whatever the length of the life. An engine's cycles
 * themselves are no such draw: most of them lie early, where the label is at its cap and the task
 * easy, and an interval calibrated on them covers too little of the test set.
 *
 * <p>Nothing is drawn: every cut within the range is taken once and weighs its share, which is what
 * endlessly many draws come to.
 *
 * @param leastRul cycles left at the latest cut
 * @param mostRul cycles left at the earliest cut
 * @param leastObserved cycles that an engine must have run at a cut; an engine too short for any
 *     cut is cut at its latest one
 */
public record Truncations(int leastRul, int mostRul, int leastObserved) {

  /** As the test sets of FD001 and FD003. */
  public static final Truncations OF_ONE_CONDITION = new Truncations(6, 145, 20);

  /** As the test sets of FD002 and FD004. */
  public static final Truncations OF_SIX_CONDITIONS = new Truncations(6, 195, 20);

  public Truncations {
    if (!(leastRul >= 0 && leastRul <= mostRul && leastObserved >= 1)) {
      throw new IllegalArgumentException(
          "RUL from %d to %d after %d cycles (expected 0 or more, ascending, after 1 cycle or more)"
              .formatted(leastRul, mostRul, leastObserved));
    }
  }

  /** As a subset's test set. */
  public static Truncations of(Subset subset) {
    return switch (subset) {
      case FD001, FD003 -> OF_ONE_CONDITION;
      case FD002, FD004 -> OF_SIX_CONDITIONS;
    };
  }

  /** The predictions at an engine's cuts, at least one. */
  List<CyclePrediction> cuts(RulTrajectory trajectory) {
    List<CyclePrediction> cuts =
        trajectory.cycles().stream()
            .filter(p -> p.trueRul() >= leastRul && p.trueRul() <= mostRul)
            .filter(p -> p.cycle() >= leastObserved)
            .toList();
    if (!cuts.isEmpty()) {
      return cuts;
    }
    List<CyclePrediction> cycles = trajectory.cycles();
    return List.of(cycles.get(Math.max(0, cycles.size() - 1 - leastRul)));
  }
}
