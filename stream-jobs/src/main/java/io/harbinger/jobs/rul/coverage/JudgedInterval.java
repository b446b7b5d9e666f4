package io.harbinger.jobs.rul.coverage;

import java.io.Serializable;

/**
 * An interval and the truth about it.
 *
 * @param rul predicted, in cycles
 * @param low lower end, in cycles
 * @param high upper end, in cycles
 * @param truth the remaining life that the asset turned out to have, at most the cap, in cycles
 */
public record JudgedInterval(double rul, double low, double high, double truth)
    implements Serializable {

  /** Whether it held the truth. */
  public boolean covered() {
    return low <= truth && truth <= high;
  }
}
