package io.harbinger.source.simulation;

import io.harbinger.contract.SensorReading;

/**
 * A reading and what no sensor knows.
 *
 * @param reading what the engine's sensors say
 * @param trueRul how many cycles the engine still runs after this one
 */
public record SimulatedReading(SensorReading reading, int trueRul) {

  /** Refuses a negative RUL. */
  public SimulatedReading {
    if (trueRul < 0) {
      throw new IllegalArgumentException("true RUL " + trueRul + " (expected 0 or more)");
    }
  }

  /** Whether the engine fails in this cycle; its next reading is a new engine's first. */
  public boolean failed() {
    return trueRul == 0;
  }
}
