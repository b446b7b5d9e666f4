package io.harbinger.model.rul;

/**
 * Keeps an interval's coverage at its nominal level while the machines drift away from those it was
 * calibrated on: adaptive conformal inference (Gibbs and Candès 2021). Each time the truth shows
 * itself, {@code alpha' = alpha + gamma * (target - missed)}; the next intervals are asked for with
 * coverage {@code 1 - alpha}. Over T truths the share of misses is within {@code (max(alpha1, 1 -
 * alpha1) + gamma) / (T * gamma)} of the target, whatever the machines do.
 *
 * <p>That holds for an interval that covers everything at {@code alpha <= 0} and nothing at {@code
 * alpha >= 1}. {@link IntervalCalibration#apply(double, double, double, double)} gives everything
 * and the prediction alone, so the share of misses may end below the target, never lastingly above.
 * The level is kept within -gamma and 1 + gamma, where it is by itself in the first case, so that
 * in the other it cannot run away and then take long to come back.
 *
 * <p>Truths of one run err alike. Tell it one share a run ({@link #after(double)}). Immutable: each
 * truth gives a new one.
 *
 * @param target the share of truths that may be missed, above 0 and below 1
 * @param gamma the step, 0.005 to 0.05 as a rule: larger follows faster and swings wider
 * @param alpha the level to ask for now; outside 0 to 1 for a while where need be
 */
public record AdaptiveCoverage(double target, double gamma, double alpha) {

  /** Refuses what is no level or step. */
  public AdaptiveCoverage {
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException(
          "target %s (expected a share of misses above 0 and below 1)".formatted(target));
    }
    if (!(gamma > 0 && gamma < 1)) {
      throw new IllegalArgumentException(
          "gamma %s (expected a step above 0 and below 1)".formatted(gamma));
    }
    if (!(alpha >= -gamma && alpha <= 1 + gamma)) {
      throw new IllegalArgumentException(
          "alpha %s (expected -gamma to 1 + gamma, gamma being %s)".formatted(alpha, gamma));
    }
  }

  /**
   * Before any truth.
   *
   * @param coverage nominal, as the calibration's
   */
  public static AdaptiveCoverage startingAt(double coverage, double gamma) {
    return new AdaptiveCoverage(1 - coverage, gamma, 1 - coverage);
  }

  /** The coverage to ask for now, see {@link IntervalCalibration#apply}. */
  public double coverage() {
    return 1 - alpha;
  }

  /**
   * After one more truth.
   *
   * @param covered whether the interval that was given had held it
   */
  public AdaptiveCoverage after(boolean covered) {
    return after(covered ? 0.0 : 1.0);
  }

  /**
   * After several truths that err alike, those of one run, which count as one together.
   *
   * @param missed the share of them that their intervals had not held, 0 to 1
   */
  public AdaptiveCoverage after(double missed) {
    if (!(missed >= 0 && missed <= 1)) {
      throw new IllegalArgumentException(
          "a share of misses of %s (expected 0 to 1)".formatted(missed));
    }
    double next = alpha + gamma * (target - missed);
    return new AdaptiveCoverage(target, gamma, Math.max(-gamma, Math.min(1 + gamma, next)));
  }
}
