package io.harbinger.alert;

import java.io.Serializable;

/**
 * How many predictions in a row, up to the latest, have reached a level or been clear of it. Clear
 * of a level is more than not reaching it: the hysteresis lies between.
 *
 * @param warning reached at least WARNING
 * @param critical reached CRITICAL
 * @param clearOfWarning were clear of WARNING, and so of CRITICAL
 * @param clearOfCritical were clear of CRITICAL
 */
public record Streak(int warning, int critical, int clearOfWarning, int clearOfCritical)
    implements Serializable {

  static final Streak NONE = new Streak(0, 0, 0, 0);

  /**
   * The streak after one more prediction.
   *
   * @param reached the highest level that it reached
   * @param held the highest level that it is not clear of; at least {@code reached}
   */
  Streak next(AlertLevel reached, AlertLevel held) {
    return new Streak(
        reached.atLeast(AlertLevel.WARNING) ? warning + 1 : 0,
        reached.atLeast(AlertLevel.CRITICAL) ? critical + 1 : 0,
        held.atLeast(AlertLevel.WARNING) ? 0 : clearOfWarning + 1,
        held.atLeast(AlertLevel.CRITICAL) ? 0 : clearOfCritical + 1);
  }

  int reaching(AlertLevel level) {
    return switch (level) {
      case NONE -> clearOfWarning;
      case WARNING -> warning;
      case CRITICAL -> critical;
    };
  }
}
