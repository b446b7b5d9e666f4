package io.harbinger.windows;

/**
 * How far one asset's run has come.
 *
 * @param run its number
 * @param startedAt when its first reading came, by the wall clock, milliseconds since the epoch
 * @param firstCycle the first cycle that was released; 0 before
 * @param lastCycle the last cycle that was released; 0 before
 * @param released how many readings were released
 * @param unwindowed how many of them no window has carried yet
 * @param held how many readings wait for earlier ones
 * @param firstFingerprint of the first reading that was released
 * @param previousLastCycle the last cycle of the run before; 0 where there was none
 * @param sinceKeyFrame how many windows came after the last key frame; {@value #KEY_FRAME_DUE}
 *     where the next has to be one
 */
record RunState(
    long run,
    long startedAt,
    int firstCycle,
    int lastCycle,
    long released,
    int unwindowed,
    int held,
    long firstFingerprint,
    int previousLastCycle,
    int sinceKeyFrame) {

  static final int KEY_FRAME_DUE = -1;

  static RunState begin(long run, long now, int previousLastCycle) {
    return new RunState(run, now, 0, 0, 0, 0, 0, 0, previousLastCycle, KEY_FRAME_DUE);
  }

  boolean started() {
    return released > 0;
  }

  /**
   * Whether the next window is a key frame.
   *
   * @param every how many windows of a run have one key frame among them
   */
  boolean keyFrameDue(int every) {
    return sinceKeyFrame == KEY_FRAME_DUE || sinceKeyFrame >= every - 1;
  }

  /** Whether every cycle from the first to the last was released. */
  boolean unbroken() {
    return released == (long) lastCycle - firstCycle + 1;
  }

  RunState release(int cycle, long fingerprint) {
    return new RunState(
        run,
        startedAt,
        started() ? firstCycle : cycle,
        cycle,
        released + 1,
        unwindowed + 1,
        held,
        started() ? firstFingerprint : fingerprint,
        previousLastCycle,
        started() && cycle != lastCycle + 1L ? KEY_FRAME_DUE : sinceKeyFrame);
  }

  /** After a window of all that was not windowed. */
  RunState windowed(boolean keyFrame) {
    return new RunState(
        run,
        startedAt,
        firstCycle,
        lastCycle,
        released,
        0,
        held,
        firstFingerprint,
        previousLastCycle,
        keyFrame ? 0 : sinceKeyFrame + 1);
  }

  RunState withHeld(int count) {
    return new RunState(
        run,
        startedAt,
        firstCycle,
        lastCycle,
        released,
        unwindowed,
        count,
        firstFingerprint,
        previousLastCycle,
        sinceKeyFrame);
  }
}
