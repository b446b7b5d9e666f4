package io.harbinger.jobs.rul.memory;

/** Why a state was begun. */
public enum Beginning {
  /** The run began. */
  NEW_RUN,
  /** There was none, though the run had begun before: it was lost, or the asset is new here. */
  NO_STATE,
  /** The one that there was is of a model that nobody serves any more. */
  OTHER_MODEL,
  /** The one that there was is of the version before; a whole window let the next take over. */
  NEXT_VERSION,
  /** A whole window reached further back than the state had seen. */
  LONGER_HISTORY
}
