package io.harbinger.training.rul.stream;

import io.harbinger.training.evaluation.IntervalMetrics;
import io.harbinger.training.evaluation.TrajectoryMetrics;
import java.util.List;

/**
 * How good the intervals of a nominal 90 % were, in few numbers. Immutable.
 *
 * @param coverage90 share of truths that they held
 * @param width90 mean width in cycles
 * @param intervalScore90 mean interval score in cycles, lower is better
 * @param byBand the same by bands of true RUL
 */
public record IntervalSummary(
    double coverage90, double width90, double intervalScore90, List<Band> byBand) {

  /** Copies the list. */
  public IntervalSummary {
    byBand = List.copyOf(byBand);
  }

  /**
   * One band of true RUL.
   *
   * @param band its name
   * @param share of all predictions
   * @param rmseCapped in cycles
   * @param coverage90 share of truths that the intervals held
   * @param width90 mean width in cycles
   * @param intervalScore90 mean interval score in cycles
   */
  public record Band(
      String band,
      double share,
      double rmseCapped,
      double coverage90,
      double width90,
      double intervalScore90) {}

  static IntervalSummary of(TrajectoryMetrics metrics) {
    IntervalMetrics all = metrics.interval();
    return new IntervalSummary(
        all.coverage(),
        all.meanWidth(),
        all.score(),
        metrics.byBand().stream()
            .map(
                group ->
                    new Band(
                        group.group(),
                        group.share(),
                        group.errors().rmseCapped(),
                        group.interval().coverage(),
                        group.interval().meanWidth(),
                        group.interval().score()))
            .toList());
  }
}
