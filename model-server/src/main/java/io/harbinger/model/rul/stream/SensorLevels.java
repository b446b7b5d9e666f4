package io.harbinger.model.rul.stream;

/**
 * Where a machine's sensors began and where they are now: the mean of its first readings and an
 * exponential average of the latest, scaled. The network does not see them; an explanation does.
 * They lie at the front of a {@link StreamState}: the readings counted up to {@value #FIRST}, the
 * newest cycle, the first means, the averages.
 *
 * @param sensors how many
 */
record SensorLevels(int sensors) {

  /** Readings that make a machine's beginning. */
  static final int FIRST = 10;

  /** Weight of the newest reading in the average: its memory is about ten readings. */
  private static final float NEWEST = 0.2f;

  /** Numbers in a state. */
  int size() {
    return 2 + 2 * sensors;
  }

  /**
   * Takes a reading.
   *
   * @param values holds its scaled values
   * @param at the first of them
   */
  void update(float[] state, float cycle, float[] values, int at) {
    boolean begins = state[0] == 0;
    boolean early = state[0] < FIRST;
    state[0] = Math.min(FIRST, state[0] + 1);
    state[1] = cycle;
    for (int i = 0; i < sensors; i++) {
      float value = values[at + i];
      if (early) {
        state[2 + i] += (value - state[2 + i]) / state[0];
      }
      int recent = 2 + sensors + i;
      state[recent] = begins ? value : state[recent] + NEWEST * (value - state[recent]);
    }
  }

  float cycle(float[] state) {
    return state[1];
  }

  float first(float[] state, int sensor) {
    return state[2 + sensor];
  }

  float recent(float[] state, int sensor) {
    return state[2 + sensors + sensor];
  }
}
