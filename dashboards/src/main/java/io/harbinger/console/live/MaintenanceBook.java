package io.harbinger.console.live;

import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The newest of what people reported, each once. Not thread-safe. */
final class MaintenanceBook {

  private final int kept;
  private final Set<String> ids = new HashSet<>();
  private final Deque<MaintenanceEvent> all = new ArrayDeque<>();
  private final Map<String, Deque<MaintenanceEvent>> byAsset = new HashMap<>();

  MaintenanceBook(int kept) {
    this.kept = kept;
  }

  void accept(MaintenanceEvent event) {
    if (!ids.add(event.getId())) {
      return;
    }
    all.addFirst(event);
    byAsset.computeIfAbsent(event.getAsset(), asset -> new ArrayDeque<>()).addFirst(event);
    if (all.size() > kept) {
      forget(all.removeLast());
    }
  }

  private void forget(MaintenanceEvent event) {
    ids.remove(event.getId());
    byAsset.computeIfPresent(
        event.getAsset(),
        (asset, events) -> {
          events.removeLast();
          return events.isEmpty() ? null : events;
        });
  }

  List<MaintenanceEvent> newestFirst() {
    return List.copyOf(all);
  }

  List<MaintenanceEvent> of(String asset) {
    return List.copyOf(byAsset.getOrDefault(asset, new ArrayDeque<>()));
  }

  /** What was last reported of a run, acknowledgements aside. */
  Optional<MaintenanceKind> lastOfRun(String asset, long run) {
    return of(asset).stream()
        .filter(event -> event.getKind() != MaintenanceKind.ACKNOWLEDGED)
        .filter(event -> Long.valueOf(run).equals(event.getRun()))
        .map(MaintenanceEvent::getKind)
        .findFirst();
  }
}
