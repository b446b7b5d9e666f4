package io.harbinger.server.version;

import java.util.Locale;

/** What became of a request's copy; also the label of the metric. */
enum ShadowOutcome {
  /** Both answered. */
  COMPARED,
  /** The shadow had too many already. */
  DROPPED,
  /** The shadow failed on it. */
  FAILED,
  /**
   * There was nothing to compare: the request got no answer, or carries another version's state.
   */
  SKIPPED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
