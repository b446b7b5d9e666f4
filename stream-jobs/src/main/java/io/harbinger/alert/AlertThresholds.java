package io.harbinger.alert;

import java.io.Serializable;
import java.time.Duration;

/**
 * The whole configuration of {@link AlertPolicy}.
 *
 * @param warning limits on RUL and on the probability of failure within 30 cycles
 * @param critical limits on RUL and on the probability of failure within 15 cycles
 * @param hysteresis what an open alert asks beyond its limits to go away
 * @param confirmationsToRaise predictions in a row that must reach a level before it is raised
 * @param confirmationsToClear predictions in a row that must be beyond the limits and the
 *     hysteresis before a level is left
 * @param noDataAfter silence of an asset before NO_DATA is raised
 */
public record AlertThresholds(
    Threshold warning,
    Threshold critical,
    Hysteresis hysteresis,
    int confirmationsToRaise,
    int confirmationsToClear,
    Duration noDataAfter)
    implements Serializable {

  /** Refuses a configuration that cannot work. */
  public AlertThresholds {
    if (critical.rul() > warning.rul()) {
      throw new IllegalArgumentException(
          "a critical RUL threshold of %s cycles (expected at most the warning's %s)"
              .formatted(critical.rul(), warning.rul()));
    }
    double leastProbability = Math.min(warning.probability(), critical.probability());
    if (hysteresis.probability() >= leastProbability) {
      throw new IllegalArgumentException(
          "a hysteresis of probability %s (expected less than the thresholds' %s, or no alert would ever clear)"
              .formatted(hysteresis.probability(), leastProbability));
    }
    if (confirmationsToRaise < 1 || confirmationsToClear < 1) {
      throw new IllegalArgumentException(
          "%d confirmations to raise and %d to clear (expected at least 1 each)"
              .formatted(confirmationsToRaise, confirmationsToClear));
    }
    if (noDataAfter.toMillis() < 1) {
      throw new IllegalArgumentException(
          "a no-data limit of " + noDataAfter + " (expected at least a millisecond)");
    }
  }

  /**
   * The defaults: the thresholds are the two horizons of the model, 30 and 15 cycles, and even
   * odds; three predictions in a row raise, five clear; ten minutes of silence are NO_DATA.
   */
  public static AlertThresholds defaults() {
    return new AlertThresholds(
        new Threshold(30, 0.5),
        new Threshold(15, 0.5),
        new Hysteresis(5, 0.15),
        3,
        5,
        Duration.ofMinutes(10));
  }

  /**
   * Whether a prediction comes to the warning's limits, or the critical ones, before any
   * confirmation.
   *
   * @param rul in cycles
   * @param within15 probability of failure within 15 cycles
   * @param within30 probability of failure within 30 cycles
   */
  public boolean reachesWarning(double rul, double within15, double within30) {
    return critical.reached(rul, within15) || warning.reached(rul, within30);
  }

  /** The same with another limit of silence. */
  public AlertThresholds withNoDataAfter(Duration limit) {
    return new AlertThresholds(
        warning, critical, hysteresis, confirmationsToRaise, confirmationsToClear, limit);
  }
}
