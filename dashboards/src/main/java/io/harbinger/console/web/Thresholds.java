package io.harbinger.console.web;

/**
 * The lines that the charts draw. They do not decide alerts; give what the alert policy is set to.
 *
 * @param warningRul remaining life in cycles
 * @param criticalRul remaining life in cycles
 * @param probability of failure within a horizon, 0 to 1
 */
public record Thresholds(double warningRul, double criticalRul, double probability) {

  /** The alert policy's own defaults. */
  public static Thresholds defaults() {
    return new Thresholds(30, 15, 0.5);
  }
}
