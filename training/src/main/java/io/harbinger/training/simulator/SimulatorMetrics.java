package io.harbinger.training.simulator;

/**
 * Whether what is learned from simulated engines holds for real ones. Immutable; its JSON keys are
 * its component names.
 *
 * @param fromSimulated a network trained on simulated engines, each member on the same real engines
 *     as those below
 * @param fromReal the network trained on real engines, each member on those held out of it
 * @param ratio of the two errors at cuts, simulated over real: 1.5 at most is accepted
 * @param likeness of the engines
 */
public record SimulatorMetrics(
    Transfer fromSimulated, Transfer fromReal, double ratio, Likeness likeness) {

  /** The largest ratio of errors with which the simulator is accepted. */
  public static final double ACCEPTED_RATIO = 1.5;

  /** Whether the network's error is near enough. */
  public boolean accepted() {
    return ratio <= ACCEPTED_RATIO;
  }
}
