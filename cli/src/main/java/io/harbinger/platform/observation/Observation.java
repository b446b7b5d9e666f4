package io.harbinger.platform.observation;

import io.harbinger.console.FleetView;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertStatus;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.DeadLetterReason;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen in the topics: counts, latencies, the fleet, the first alert of each run. */
public final class Observation {

  private final FleetView fleet = new FleetView();
  private final Latencies latencies = new Latencies();
  private final Map<String, RulPrediction> newest = new HashMap<>();
  private final Map<AssetRun, Integer> firstAlertCycle = new HashMap<>();
  private final Map<DeadLetterReason, Long> deadByReason = new EnumMap<>(DeadLetterReason.class);
  private final String readingsTopic;
  private @Nullable Instant lastPrediction;
  private long readings;
  private long windows;
  private long predictions;
  private long alerts;
  private long deadReadings;
  private long deadWindows;

  /**
   * Nothing seen so far.
   *
   * @param readingsTopic dead letters from here are readings; all others are windows
   */
  public Observation(String readingsTopic) {
    this.readingsTopic = readingsTopic;
  }

  /** A reading was written. */
  public synchronized void reading() {
    readings++;
  }

  /** A window was written. */
  public synchronized void window() {
    windows++;
  }

  /** A prediction became visible. */
  public synchronized void prediction(RulPrediction prediction, Instant visibleAt) {
    predictions++;
    lastPrediction = visibleAt;
    latencies.record(visibleAt.toEpochMilli() - prediction.getReadingTimestamp().toEpochMilli());
    fleet.accept(prediction);
    newest.merge(
        prediction.getAsset(),
        prediction,
        (old, other) ->
            other.getRun() > old.getRun()
                    || (other.getRun() == old.getRun() && other.getCycle() >= old.getCycle())
                ? other
                : old);
  }

  /** An alert changed its state. */
  public synchronized void alert(MaintenanceAlert alert) {
    alerts++;
    fleet.accept(alert);
    if (alert.getKind() == AlertKind.FAILURE_PREDICTED && alert.getStatus() == AlertStatus.RAISED) {
      firstAlertCycle.merge(
          new AssetRun(alert.getAsset(), alert.getRun()), alert.getRaisedCycle(), Math::min);
    }
  }

  /** A record was given up. */
  public synchronized void deadLetter(DeadLetter letter) {
    if (letter.getTopic().equals(readingsTopic)) {
      deadReadings++;
    } else {
      deadWindows++;
    }
    deadByReason.merge(letter.getReason(), 1L, Long::sum);
  }

  /** The counts at this moment. */
  public synchronized Counts counts() {
    return new Counts(
        readings,
        windows,
        predictions,
        alerts,
        deadReadings,
        deadWindows,
        Map.copyOf(deadByReason));
  }

  /** The newest prediction of each asset. */
  public synchronized List<RulPrediction> newestPredictions() {
    return List.copyOf(newest.values());
  }

  /** When the last prediction became visible; empty before the first. */
  public synchronized Optional<Instant> lastPredictionAt() {
    return Optional.ofNullable(lastPrediction);
  }

  /** The cycle at which failure was first predicted, for each run with such an alert. */
  public synchronized Map<AssetRun, Integer> firstAlertCycles() {
    return Map.copyOf(firstAlertCycle);
  }

  /** The fleet; live. */
  public FleetView fleet() {
    return fleet;
  }

  /** Reading written to prediction visible; live. */
  public Latencies latencies() {
    return latencies;
  }
}
