package io.harbinger.console;

/** How an asset stands by its alerts, best first. */
public enum AssetState {
  /** No alert stands. */
  OK,
  /** Nothing was heard of it for too long. */
  NO_DATA,
  /** A warning of failure stands. */
  WARNING,
  /** A critical warning of failure stands. */
  CRITICAL
}
