package io.harbinger.source.publish;

/** Why publishing ended. */
public enum PublishEnd {
  /** There were no more readings. */
  EXHAUSTED,
  /** As many were sent as were asked for. */
  LIMIT_REACHED,
  /** The caller's condition asked for it. */
  STOPPED,
  /** The thread was interrupted; it still is. */
  INTERRUPTED
}
