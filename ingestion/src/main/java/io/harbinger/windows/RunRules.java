package io.harbinger.windows;

import io.harbinger.contract.SensorReading;

/**
 * Tells runs apart. A reading that names its run is simply compared. For one that does not, runs
 * are counted here: a cycle 1 begins the next, unless it is the current run's own cycle 1 again.
 *
 * <p>It is taken for that if its contents are the same, or if the run has only just begun: at most
 * {@code maxHeld} cycles and {@code grace} ago, the two bounds within which readings may change
 * places. For as long after a run began, a reading far ahead of it but near the last run's end is
 * taken for a straggler of the last run; as a reading of this one it would open a gap from here to
 * there, and all that follows would be late.
 */
final class RunRules {

  private final long graceMillis;
  private final int maxHeld;

  RunRules(WindowsOptions options) {
    this.graceMillis = options.grace().toMillis();
    this.maxHeld = options.maxHeld();
  }

  /** By which a run's own cycle 1 is known again; of other cycles nobody asks, and it is 0. */
  static long fingerprint(SensorReading reading) {
    return reading.getCycle() == 1 ? StateBytes.fingerprint(reading) : 0;
  }

  RunOrder compare(SensorReading reading, long fingerprint, RunState state, long now) {
    Long run = reading.getRun();
    if (run != null) {
      int order = Long.compare(run, state.run());
      return order < 0 ? RunOrder.OLDER : order == 0 ? RunOrder.SAME : RunOrder.NEWER;
    }
    if (reading.getCycle() == 1 && state.started()) {
      return isFirstAgain(fingerprint, state) || hasJustBegun(state, now)
          ? RunOrder.SAME
          : RunOrder.NEWER;
    }
    return isStraggler(reading.getCycle(), state, now) ? RunOrder.OLDER : RunOrder.SAME;
  }

  private static boolean isFirstAgain(long fingerprint, RunState state) {
    return state.firstCycle() == 1 && state.firstFingerprint() == fingerprint;
  }

  private boolean hasJustBegun(RunState state, long now) {
    return state.lastCycle() <= maxHeld && now - state.startedAt() <= graceMillis;
  }

  private boolean isStraggler(int cycle, RunState state, long now) {
    return state.previousLastCycle() > 0
        && now - state.startedAt() <= graceMillis
        && cycle > (long) state.lastCycle() + maxHeld
        && Math.abs((long) cycle - state.previousLastCycle()) <= maxHeld + 1L;
  }
}
