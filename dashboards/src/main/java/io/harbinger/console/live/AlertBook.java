package io.harbinger.console.live;

import io.harbinger.console.AssetState;
import io.harbinger.console.live.AlertEntry.Standing;
import io.harbinger.contract.AlertKind;
import io.harbinger.contract.AlertSeverity;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts, open and over, and who looks after them. An asset has at most one open alert of a
 * kind: a new one takes the old one's place. An acknowledgement may come before its alert, since
 * their topics are read independently. Not thread-safe.
 */
final class AlertBook {

  private final int closedKept;
  private final Map<String, EnumMap<AlertKind, MaintenanceAlert>> open = new LinkedHashMap<>();
  private final Deque<AlertEntry> closed = new ArrayDeque<>();
  private final Map<String, MaintenanceEvent> acknowledgements;

  AlertBook(int closedKept, int acknowledgementsKept) {
    this.closedKept = closedKept;
    this.acknowledgements = Bounded.map(acknowledgementsKept);
  }

  void accept(MaintenanceAlert alert) {
    EnumMap<AlertKind, MaintenanceAlert> ofAsset =
        open.computeIfAbsent(alert.getAsset(), asset -> new EnumMap<>(AlertKind.class));
    MaintenanceAlert standing = ofAsset.get(alert.getKind());
    switch (alert.getStatus()) {
      case RAISED -> {
        if (standing != null && standing.getId().equals(alert.getId())) {
          return;
        }
        if (standing != null) {
          close(standing, Standing.SUPERSEDED, alert);
        }
        ofAsset.put(alert.getKind(), alert);
      }
      case CLEARED -> {
        if (standing != null && standing.getRun() <= alert.getRun()) {
          ofAsset.remove(alert.getKind());
          close(standing, Standing.CLEARED, alert);
        } else {
          close(alert, Standing.CLEARED, alert);
        }
      }
      case UNKNOWN -> close(alert, Standing.CLEARED, alert);
    }
    if (ofAsset.isEmpty()) {
      open.remove(alert.getAsset());
    }
  }

  void acknowledge(MaintenanceEvent event) {
    String id = event.getAlertId();
    if (id != null) {
      acknowledgements.putIfAbsent(id, event);
    }
  }

  private void close(MaintenanceAlert alert, Standing standing, MaintenanceAlert end) {
    closed.addFirst(new AlertEntry(alert, standing, end, acknowledgements.get(alert.getId())));
    if (closed.size() > closedKept) {
      closed.removeLast();
    }
  }

  /** Whether an open alert has this id. */
  boolean isOpen(String asset, String id) {
    return openOf(asset).stream().anyMatch(alert -> alert.getId().equals(id));
  }

  /** An asset's state, as {@link io.harbinger.console.FleetView} has it. */
  AssetState state(String asset, long run) {
    Map<AlertKind, MaintenanceAlert> alerts = open.get(asset);
    if (alerts == null) {
      return AssetState.OK;
    }
    MaintenanceAlert failure = alerts.get(AlertKind.FAILURE_PREDICTED);
    if (failure != null && failure.getRun() == run) {
      return failure.getSeverity() == AlertSeverity.CRITICAL
          ? AssetState.CRITICAL
          : AssetState.WARNING;
    }
    return alerts.containsKey(AlertKind.NO_DATA) ? AssetState.NO_DATA : AssetState.OK;
  }

  boolean isAcknowledged(String asset) {
    Collection<MaintenanceAlert> alerts = openOf(asset);
    return !alerts.isEmpty()
        && alerts.stream().allMatch(alert -> acknowledgements.containsKey(alert.getId()));
  }

  /** The open ones, the newest first, then those that are over, the newest first. */
  List<AlertEntry> entries() {
    List<AlertEntry> entries = new ArrayList<>();
    for (Map<AlertKind, MaintenanceAlert> ofAsset : open.values()) {
      ofAsset.values().forEach(alert -> entries.add(openEntry(alert)));
    }
    entries.sort(
        java.util.Comparator.comparing((AlertEntry entry) -> entry.alert().getRaisedAt())
            .reversed());
    entries.addAll(closed);
    return entries;
  }

  /** Those of one asset, in the same order. */
  List<AlertEntry> entriesOf(String asset) {
    List<AlertEntry> entries = new ArrayList<>();
    openOf(asset).forEach(alert -> entries.add(openEntry(alert)));
    closed.stream().filter(entry -> entry.alert().getAsset().equals(asset)).forEach(entries::add);
    return entries;
  }

  AlertCounts counts() {
    Map<AlertSeverity, Integer> bySeverity = new HashMap<>();
    int unacknowledged = 0;
    for (Map<AlertKind, MaintenanceAlert> ofAsset : open.values()) {
      for (MaintenanceAlert alert : ofAsset.values()) {
        bySeverity.merge(alert.getSeverity(), 1, Integer::sum);
        unacknowledged += acknowledgements.containsKey(alert.getId()) ? 0 : 1;
      }
    }
    int all = bySeverity.values().stream().mapToInt(Integer::intValue).sum();
    return new AlertCounts(all, bySeverity.getOrDefault(AlertSeverity.CRITICAL, 0), unacknowledged);
  }

  private AlertEntry openEntry(MaintenanceAlert alert) {
    return new AlertEntry(alert, Standing.OPEN, null, acknowledgements.get(alert.getId()));
  }

  private Collection<MaintenanceAlert> openOf(String asset) {
    @Nullable Map<AlertKind, MaintenanceAlert> alerts = open.get(asset);
    return alerts == null ? List.of() : alerts.values();
  }
}
