package io.harbinger.jobs.rul.drift;

import java.io.Serializable;

/**
 * How readings are compared with those that the model was trained on.
 *
 * @param every of so many windows, and predictions, one is looked at; 0 looks at none
 * @param window over how many readings, the latest of the fleet, the comparison goes; of the early
 *     ones alone
 * @param least with how many of them it begins
 */
public record DriftOptions(int every, int window, int least) implements Serializable {

  /** Refuses what cannot work. */
  public DriftOptions {
    if (every < 0 || least < 1 || window < least) {
      throw new IllegalArgumentException(
          "one of %d windows, %d readings, from %d on (expected 0 or more, and a window of at least as many as it begins with, 1 or more)"
              .formatted(every, window, least));
    }
  }

  /** One window in three; the latest 1000 readings, some 60 runs, from 200 on. */
  public static DriftOptions defaults() {
    return new DriftOptions(3, 1000, 200);
  }
}
