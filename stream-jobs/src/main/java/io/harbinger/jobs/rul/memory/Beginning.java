package io.harbinger.jobs.rul.memory;

/** Why a state was begun. */
public enum Beginning {
  /** The run began. */
  NEW_RUN,
  /** There was none, though the run had begun before: it was lost, or the asset is new here. */
  NO_STATE,
  /** The one that there was is another model's. */
  OTHER_MODEL,
  /** A whole window reached further back than the state had seen. */
  LONGER_HISTORY
}
