package io.harbinger.jobs.rul.coverage;

import java.io.Serializable;

/**
 * How an asset's run ended.
 *
 * @param run the asset's life
 * @param cycle its last, at which nothing of the remaining life was left; {@link #UNKNOWN} where
 *     nobody said
 * @param failed whether the machine failed then; otherwise it was taken out of service sooner, and
 *     what it would have had left is not known
 * @param knownAt when the job heard of it, milliseconds since the epoch by its own clock
 */
public record RunEnd(long run, int cycle, boolean failed, long knownAt) implements Serializable {

  /** After every cycle. */
  public static final int UNKNOWN = Integer.MAX_VALUE;

  /** Refuses a failure without its cycle: it tells no remaining life. */
  public RunEnd {
    if (failed && cycle == UNKNOWN) {
      throw new IllegalArgumentException(
          "a failure of run %d without its cycle (expected the cycle)".formatted(run));
    }
  }
}
