package io.harbinger.windows;

import io.harbinger.contract.DeadLetterReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the readings. Each is counted once, under one outcome; a reading that is held back
 * is counted when it is let go. With a stride of 1 a released reading is a window, so {@code
 * readings = released + duplicates + late + dead} can be checked against the topics.
 *
 * <p>Counts grow as the readings are processed, not as their transaction is committed: after a
 * failure the readings of the transaction that was aborted are processed and counted again. They
 * are of this process alone, from 0 at its start. Thread-safe.
 */
public final class ReadingCounts {

  private final Outcome released;
  private final Outcome duplicates;
  private final Outcome late;
  private final Outcome dead;
  private final Counter keyFrames;
  private final Counter between;
  private final Counter missing;
  private final Map<DeadLetterReason, Counter> deadByReason = new EnumMap<>(DeadLetterReason.class);

  /** Counts from 0 and registers the meters, which remain the registry's. */
  public ReadingCounts(MeterRegistry registry) {
    released = outcome(registry, "released");
    duplicates = outcome(registry, "duplicate");
    late = outcome(registry, "late");
    dead = outcome(registry, "dead");
    keyFrames = windows(registry, "true");
    between = windows(registry, "false");
    missing =
        Counter.builder("harbinger.windows.missing")
            .description("Cycles inside a run that were given up as lost")
            .baseUnit("cycles")
            .register(registry);
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      deadByReason.put(
          reason,
          Counter.builder("harbinger.windows.dead.letters")
              .description("Readings that could not be processed, by reason")
              .baseUnit("readings")
              .tag("reason", reason.name())
              .register(registry));
    }
  }

  /** Readings that took their place in a run. */
  public long released() {
    return released.total.sum();
  }

  /** Readings of a cycle that had been seen already. */
  public long duplicates() {
    return duplicates.total.sum();
  }

  /** Readings of an older run, or of a cycle that had been given up. */
  public long late() {
    return late.total.sum();
  }

  /** Readings that went to the dead letters. */
  public long dead() {
    return dead.total.sum();
  }

  void countReleased() {
    released.increment();
  }

  void countDuplicate() {
    duplicates.increment();
  }

  void countLate() {
    late.increment();
  }

  void countDead(DeadLetterReason reason) {
    dead.increment();
    Counter counter = deadByReason.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  void countWindow(boolean keyFrame) {
    (keyFrame ? keyFrames : between).increment();
  }

  void countMissing(long cycles) {
    missing.increment(cycles);
  }

  private static Counter windows(MeterRegistry registry, String keyFrame) {
    return Counter.builder("harbinger.windows.written")
        .description("Windows made of readings, whole ones and those of the fresh readings alone")
        .baseUnit("windows")
        .tag("key_frame", keyFrame)
        .register(registry);
  }

  private static Outcome outcome(MeterRegistry registry, String outcome) {
    return new Outcome(
        new LongAdder(),
        Counter.builder("harbinger.windows.readings")
            .description("Sensor readings, by what became of them")
            .baseUnit("readings")
            .tag("outcome", outcome)
            .register(registry));
  }

  /** A registry may report and reset its counters in steps, so the total is kept apart. */
  private record Outcome(LongAdder total, Counter counter) {
    void increment() {
      total.increment();
      counter.increment();
    }
  }
}
