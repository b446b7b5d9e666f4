package io.harbinger.console.live;

/**
 * How much is kept in memory.
 *
 * @param assets beyond these, new ones are counted and not shown
 * @param predictionsPerAsset the newest
 * @param readingsPerAsset the newest
 * @param closedAlerts the newest of those that are over
 * @param maintenanceEvents the newest of the fleet
 * @param deadLetters the newest
 * @param deadLetterBytes of all letters kept together
 */
public record Limits(
    int assets,
    int predictionsPerAsset,
    int readingsPerAsset,
    int closedAlerts,
    int maintenanceEvents,
    int deadLetters,
    long deadLetterBytes) {

  /** Refuses numbers below 1. */
  public Limits {
    long least = Math.min(assets, Math.min(predictionsPerAsset, readingsPerAsset));
    least = Math.min(least, Math.min(closedAlerts, maintenanceEvents));
    least = Math.min(least, Math.min(deadLetters, deadLetterBytes));
    if (least < 1) {
      throw new IllegalArgumentException("a limit of %d (expected at least 1)".formatted(least));
    }
  }

  /** About 60 MB for 1,000 assets of 24 channels. */
  public static Limits defaults() {
    return new Limits(5_000, 400, 300, 500, 2_000, 500, 32L * 1024 * 1024);
  }
}
