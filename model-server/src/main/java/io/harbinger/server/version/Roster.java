package io.harbinger.server.version;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name's versions that are loaded, being loaded or refused, and who is told when that changes. Of
 * the mind alone, but for {@link #states}.
 */
final class Roster<I, O> {

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final String name;
  private final NameMeters meters;
  private final VersionListener listener;
  private final NavigableMap<Integer, VersionEntry<I, O>> entries = new TreeMap<>();
  private volatile Map<Integer, VersionState> states = Map.of();

  Roster(String name, NameMeters meters, VersionListener listener) {
    this.name = name;
    this.meters = meters;
    this.listener = listener;
  }

  /** How the versions stand. */
  Map<Integer, VersionState> states() {
    return states;
  }

  /** All of them, in a list that does not change with the roster. */
  List<VersionEntry<I, O>> all() {
    return List.copyOf(entries.values());
  }

  /** A version's entry, a new one where there is none. */
  VersionEntry<I, O> entry(int version) {
    return entries.computeIfAbsent(version, VersionEntry::new);
  }

  boolean knows(int version) {
    return entries.containsKey(version);
  }

  Optional<LiveVersion<I, O>> live(int version) {
    return Optional.ofNullable(entries.get(version)).flatMap(VersionEntry::live);
  }

  /** Those that go on with their own states. */
  List<LiveVersion<I, O>> kept() {
    return entries.values().stream()
        .filter(VersionEntry::kept)
        .flatMap(entry -> entry.live().stream())
        .toList();
  }

  void change(VersionEntry<I, O> entry, VersionState state) {
    entry.state(state);
    if (state instanceof VersionState.Unloaded) {
      entries.remove(entry.number(), entry);
    }
    Map<Integer, VersionState> now = new TreeMap<>();
    entries.forEach((version, of) -> now.put(version, of.state()));
    states = Map.copyOf(now);
    meters.state(entry.number(), state);
    LOG.info("{}, version {}: {}", name, entry.number(), state);
    listener.changed(name, entry.number(), state);
  }

  /** Why versions must not serve, those that must not; empty where none is. */
  String failures() {
    return entries.values().stream()
        .filter(entry -> entry.state() instanceof VersionState.Failed)
        .map(
            entry ->
                "version %d: %s"
                    .formatted(entry.number(), ((VersionState.Failed) entry.state()).message()))
        .collect(Collectors.joining("; "));
  }
}
