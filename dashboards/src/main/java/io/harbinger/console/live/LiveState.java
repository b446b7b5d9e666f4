package io.harbinger.console.live;

import io.harbinger.console.feed.FeedListener;
import io.harbinger.console.feed.Origin;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fleet as the records tell it, within {@link Limits}. Topics are read independently, so alerts
 * and reports may come before the predictions that they are about. Thread-safe; everything that it
 * hands out is the caller's own.
 */
public final class LiveState implements FeedListener {

  private static final Logger log = LoggerFactory.getLogger(LiveState.class);

  private final Limits limits;
  private final Clock clock;
  private final Map<String, AssetHistory> assets = new LinkedHashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final AlertBook alerts;
  private final MaintenanceBook maintenance;
  private final DeadLetterBook letters;
  private final PipelineMeter meter;
  private final Set<String> changed = new LinkedHashSet<>();
  private long lettersRead;
  private Revisions revisions = new Revisions(0, 0, 0);

  /** Nothing known so far. */
  public LiveState(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.alerts = new AlertBook(limits.closedAlerts(), limits.maintenanceEvents());
    this.maintenance = new MaintenanceBook(limits.maintenanceEvents());
    this.letters = new DeadLetterBook(limits.deadLetters(), limits.deadLetterBytes());
    this.meter = new PipelineMeter(clock.instant());
  }

  @Override
  public synchronized void reading(SensorReading reading, Origin origin) {
    meter.record(origin);
    AssetHistory history = history(reading.getAsset());
    if (history != null) {
      history.accept(reading, origin.writtenAt().toEpochMilli());
    }
  }

  @Override
  public synchronized void window(Origin origin) {
    meter.record(origin);
  }

  @Override
  public synchronized void prediction(RulPrediction prediction, Origin origin) {
    meter.record(origin);
    if (origin.live()) {
      meter.latency(prediction.getReadingTimestamp(), clock.instant());
    }
    AssetHistory history = history(prediction.getAsset());
    if (history != null && history.accept(prediction)) {
      changed.add(prediction.getAsset());
    }
  }

  @Override
  public synchronized void alert(MaintenanceAlert alert, Origin origin) {
    meter.record(origin);
    alerts.accept(alert);
    changed.add(alert.getAsset());
    revisions =
        new Revisions(revisions.alerts() + 1, revisions.maintenance(), revisions.deadLetters());
  }

  @Override
  public synchronized void deadLetter(DeadLetter letter, Origin origin) {
    meter.record(origin);
    letters.accept(letter, origin);
    lettersRead++;
    lettersChanged();
  }

  @Override
  public synchronized void maintenance(MaintenanceEvent event, Origin origin) {
    meter.record(origin);
    if (event.getKind() == MaintenanceKind.ACKNOWLEDGED) {
      alerts.acknowledge(event);
    }
    maintenance.accept(event);
    changed.add(event.getAsset());
    revisions =
        new Revisions(revisions.alerts() + 1, revisions.maintenance() + 1, revisions.deadLetters());
  }

  @Override
  public synchronized void unreadable(Origin origin, String why) {
    meter.record(origin);
    meter.unreadable();
    log.debug("{} {} is not shown: {}", origin.topic().topic(), origin.position(), why);
  }

  /** Every asset that has a prediction; leaves what {@link #drain} will say as it is. */
  public synchronized FleetSnapshot snapshot() {
    List<FleetRow> rows =
        assets.values().stream().map(this::row).flatMap(Optional::stream).toList();
    List<Spark> sparks =
        rows.stream()
            .map(
                row ->
                    Spark.of(
                        Objects.requireNonNull(assets.get(row.asset())).predictionsSince(0),
                        row.prediction().getRun()))
            .toList();
    return new FleetSnapshot(rows, sparks, alerts.counts(), lettersRead, revisions);
  }

  /** What has changed since the last call. */
  public synchronized FleetChange drain() {
    List<FleetRow> rows =
        changed.stream()
            .map(assets::get)
            .filter(Objects::nonNull)
            .map(this::row)
            .flatMap(Optional::stream)
            .toList();
    FleetChange change = new FleetChange(rows, alerts.counts(), lettersRead, revisions);
    changed.clear();
    return change;
  }

  /**
   * What is kept of an asset, from the given row numbers on; empty where nothing was ever heard of
   * it.
   */
  public synchronized Optional<AssetDetail> detail(
      String asset, long predictionsFrom, long readingsFrom) {
    AssetHistory history = assets.get(asset);
    if (history == null) {
      return Optional.empty();
    }
    return Optional.of(
        new AssetDetail(
            row(history).orElse(null),
            history.predictionsSince(predictionsFrom),
            history.readingsSince(readingsFrom),
            history.settings(),
            alerts.entriesOf(asset),
            maintenance.of(asset)));
  }

  /** The assets with the least remaining life, the least first. */
  public synchronized List<FleetRow> worst(int most) {
    return assets.values().stream()
        .map(this::row)
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparingDouble((FleetRow row) -> row.prediction().getRul())
                .thenComparing(FleetRow::asset))
        .limit(most)
        .toList();
  }

  /** Whether the asset is shown. */
  public synchronized boolean knows(String asset) {
    return assets.containsKey(asset);
  }

  /** Whether an open alert of the asset has this id. */
  public synchronized boolean isOpen(String asset, String alertId) {
    return alerts.isOpen(asset, alertId);
  }

  /** The open alerts, the newest first, then those that are over. */
  public synchronized List<AlertEntry> alerts() {
    return alerts.entries();
  }

  /** What people reported, the newest first. */
  public synchronized List<MaintenanceEvent> maintenance() {
    return maintenance.newestFirst();
  }

  /** The dead letters, the newest first. */
  public synchronized List<LetterEntry> deadLetters() {
    return letters.newestFirst();
  }

  /** The dead letter at a position. */
  public synchronized Optional<LetterEntry> deadLetter(String position) {
    return letters.find(position);
  }

  /** Remembers that a letter was sent again. */
  public synchronized void markResent(String position) {
    letters.markResent(position, clock.instant());
    lettersChanged();
  }

  /** How the stages do. */
  public synchronized PipelineView pipeline() {
    return meter.view(clock.instant(), letters.byReason(), hidden.size());
  }

  private void lettersChanged() {
    revisions =
        new Revisions(revisions.alerts(), revisions.maintenance(), revisions.deadLetters() + 1);
  }

  private Optional<FleetRow> row(AssetHistory history) {
    RulPrediction newest = history.newest();
    if (newest == null) {
      return Optional.empty();
    }
    String asset = history.asset();
    return Optional.of(
        new FleetRow(
            newest,
            alerts.state(asset, newest.getRun()),
            alerts.isAcknowledged(asset),
            maintenance.lastOfRun(asset, newest.getRun()).orElse(null)));
  }

  private @Nullable AssetHistory history(String asset) {
    AssetHistory history = assets.get(asset);
    if (history == null && assets.size() >= limits.assets()) {
      if (hidden.size() < limits.assets() && hidden.add(asset) && hidden.size() == 1) {
        log.warn(
            "more than {} assets; the console shows the first {} and counts the others",
            limits.assets(),
            limits.assets());
      }
      return null;
    }
    if (history == null) {
      history = new AssetHistory(asset, limits);
      assets.put(asset, history);
    }
    return history;
  }
}
