package io.harbinger.network.decoding;

/** Over what a sequence loss is averaged, each target by its weight. */
public enum Averaging {
  /** Nothing: a loss for each target {@code (steps, batch)}. */
  NONE,
  /** Steps: a loss for each row {@code (batch)}. */
  STEPS,
  /** Rows: a loss for each step {@code (steps)}. */
  BATCH,
  /** Steps and rows: one loss. */
  ALL
}
