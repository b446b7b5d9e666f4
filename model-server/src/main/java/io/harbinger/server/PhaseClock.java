package io.harbinger.server;

import io.harbinger.model.BatchPhases;
import java.util.function.LongSupplier;

/** Measures an execution's phases, in nanoseconds. Of one execution and its thread. */
final class PhaseClock implements BatchPhases {

  private final LongSupplier nanoTime;
  private final long begun;
  private long inputReady;
  private long outputReady;
  private long ended;
  private boolean told;

  PhaseClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
    this.inputReady = begun;
  }

  @Override
  public void inputReady() {
    inputReady = nanoTime.getAsLong();
  }

  @Override
  public void outputReady() {
    outputReady = nanoTime.getAsLong();
    told = true;
  }

  void end() {
    ended = nanoTime.getAsLong();
    if (!told) {
      outputReady = ended;
    }
  }

  long input() {
    return inputReady - begun;
  }

  long inference() {
    return outputReady - inputReady;
  }

  long output() {
    return ended - outputReady;
  }
}
