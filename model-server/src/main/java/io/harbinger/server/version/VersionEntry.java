package io.harbinger.server.version;

import java.util.Optional;

/** What is known of one version. Of the thread that changes a name's versions alone. */
final class VersionEntry<I, O> {

  private final int number;
  private VersionState state = new VersionState.Unloaded();
  private Optional<LiveVersion<I, O>> live = Optional.empty();
  private String contents = "";
  private long refusedAt;
  private boolean kept;
  private boolean leaving;

  VersionEntry(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  VersionState state() {
    return state;
  }

  void state(VersionState next) {
    state = next;
  }

  /** The loaded version, until it has drained. */
  Optional<LiveVersion<I, O>> live() {
    return live;
  }

  /** Begins to load these contents. */
  void loading(String found) {
    contents = found;
  }

  void loaded(LiveVersion<I, O> version) {
    live = Optional.of(version);
  }

  void refused(long nanos) {
    refusedAt = nanos;
  }

  /** Whether it was refused with other contents than these. */
  boolean changedSince(String found) {
    return state instanceof VersionState.Failed && !contents.equals(found);
  }

  /** Whether it lost its place and goes on with its own states. */
  boolean kept() {
    return kept;
  }

  void keep(boolean keeps) {
    kept = keeps;
  }

  /** It ends what it began; only then can it be loaded anew. */
  void leave() {
    kept = false;
    leaving = true;
  }

  /** Whether it can answer. */
  boolean ready() {
    return live.isPresent() && !leaving;
  }

  Plan.Standing standing(long now, long again) {
    if (ready()) {
      return Plan.Standing.READY;
    }
    if (state instanceof VersionState.Failed failed) {
      return failed.why().passes() && now - refusedAt >= again
          ? Plan.Standing.UNLOADED
          : Plan.Standing.FAILED;
    }
    return state instanceof VersionState.Unloaded ? Plan.Standing.UNLOADED : Plan.Standing.BUSY;
  }
}
