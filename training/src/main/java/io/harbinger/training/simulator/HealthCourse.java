package io.harbinger.training.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * The course of health towards failure, on the axis of the real engines: the first principal
 * component of their scaled sensors, rising with wear. Immutable.
 *
 * @param share of the real engines' variance along that axis
 * @param ranges means and standard deviations by cycles left
 * @param curve means by cycles left, every few cycles, for a plot
 */
public record HealthCourse(double share, List<Range> ranges, List<Point> curve) {

  private static final int STEP = 5;
  private static final int EARLIEST = 200;

  public HealthCourse {
    ranges = List.copyOf(ranges);
    curve = List.copyOf(curve);
  }

  /** A range of cycles left. */
  public record Range(RulRange range, Spread real, Spread simulated) {}

  /** The mean of each kind with so many cycles left. */
  public record Point(int rul, double real, double simulated) {}

  static HealthCourse of(SensorTable real, SensorTable simulated) {
    HealthAxis axis = HealthAxis.fit(real);
    SensorTable there = axis.of(real);
    SensorTable here = axis.of(simulated);
    List<Point> curve = new ArrayList<>();
    for (int rul = 0; rul < EARLIEST; rul += STEP) {
      RulRange range = new RulRange(rul, rul + STEP);
      curve.add(
          new Point(
              rul + STEP / 2,
              Spread.of(there.values(0, range)).mean(),
              Spread.of(here.values(0, range)).mean()));
    }
    return new HealthCourse(
        axis.share(),
        RulRange.ALL.stream()
            .map(
                range ->
                    new Range(
                        range, Spread.of(there.values(0, range)), Spread.of(here.values(0, range))))
            .toList(),
        curve);
  }
}
