package io.harbinger.model.rul;

import io.harbinger.model.rul.IntervalCalibration.Interval;

/**
 * The intervals that {@link AdaptiveCoverage} chooses from where only the interval that a model has
 * told is at hand: its half-widths, each multiplied by {@code 8^((target - alpha) / target)}. At
 * the target that is the interval itself, towards alpha 0 eight times as wide, at twice the target
 * an eighth. At alpha 0 and below it is everything, at 1 and above the prediction alone: so the
 * intervals hold each other, and the theorem of adaptive conformal inference holds for them as it
 * is. Immutable.
 *
 * @param target the share of truths that the intervals as told are to miss, above 0 and below 1
 */
public record IntervalWidening(double target) {

  /** How many times as wide an interval can become before it is everything. */
  public static final double WIDEST = 8;

  /** Refuses what is no share. */
  public IntervalWidening {
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "target %s (expected a share of misses above 0 and below 1)".formatted(target));
    }
  }

  /** For intervals of a share of misses. */
  public static IntervalWidening of(double target) {
    return new IntervalWidening(target);
  }

  /** By what half-widths are multiplied at a level: infinity to 0. */
  public double factor(double alpha) {
    if (alpha <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    return alpha >= 1 ? 0 : Math.pow(WIDEST, (target - alpha) / target);
  }

  /**
   * An interval at a level, within 0 and the cap. The upper end at the cap means "the cap or more"
   * and stays there while the interval is not made narrower.
   *
   * @param rul predicted, in cycles
   * @param low lower end as told, in cycles
   * @param high upper end as told, in cycles
   * @param cap the largest remaining life that is told apart, in cycles
   */
  public Interval apply(double rul, double low, double high, double cap, double alpha) {
    double factor = factor(alpha);
    if (factor == 1) {
      return new Interval(low, high);
    }
    if (factor == Double.POSITIVE_INFINITY) {
      return new Interval(0, cap);
    }
    return new Interval(
        Math.max(0, rul - factor * (rul - low)), Math.min(cap, rul + factor * (high - rul)));
  }
}
