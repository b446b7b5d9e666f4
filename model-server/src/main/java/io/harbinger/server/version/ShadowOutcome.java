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
  /** The shadow has not read enough yet of what the request is about. */
  WARMING,
  /**
   * There was nothing to compare: the request got no answer, or one that the shadow does not stand
   * beside, or goes on from a state at which the shadow has none of its own.
   */
  SKIPPED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
