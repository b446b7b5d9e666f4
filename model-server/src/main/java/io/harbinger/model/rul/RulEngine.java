package io.harbinger.model.rul;

import io.harbinger.model.BatchPhases;

/**
 * A network with its weights in an engine's memory. Owns that memory until it is closed;
 * thread-safe but for {@link #close()}, which must come after the last call.
 */
interface RulEngine extends AutoCloseable {

  /**
   * Reads windows.
   *
   * @param values scaled windows (batch, time, channels), row-major
   * @param phases told when the input is in the engine's memory, and when the output is in ours
   */
  Heads read(float[] values, int batch, BatchPhases phases);

  /**
   * What the network says.
   *
   * @param logits of failure (batch, horizons), row-major
   * @param rul (batch), in units of {@link RulScaling#rulScale()}
   */
  record Heads(float[] logits, float[] rul) {}

  /** The device that computes, by the same names for all engines. */
  String device();

  /** What it holds in native memory: as many after a call as before it, none once it is closed. */
  int held();

  @Override
  void close();
}
