package io.harbinger.platform.observation;

import io.harbinger.contract.DeadLetterReason;
import java.util.Map;

/**
 * How many records each topic got since the observation began.
 *
 * @param readings sensor readings, readable or not
 * @param windows windows made of them
 * @param predictions predictions made of those
 * @param alerts changes of an alert's state
 * @param deadReadings readings that the windows topology gave up
 * @param deadWindows windows that the RUL job gave up
 * @param deadByReason both, by reason
 */
public record Counts(
    long readings,
    long windows,
    long predictions,
    long alerts,
    long deadReadings,
    long deadWindows,
    Map<DeadLetterReason, Long> deadByReason) {

  /** Everything that a stage gave up. */
  public long deadLetters() {
    return deadReadings + deadWindows;
  }

  /**
   * Whether each reading became a window, was dropped for a reason that was counted, or is dead.
   */
  public boolean readingsAccounted(long duplicates, long late) {
    return readings == windows + duplicates + late + deadReadings;
  }

  /** Whether each window became a prediction or is dead. */
  public boolean windowsAccounted() {
    return windows == predictions + deadWindows;
  }
}
