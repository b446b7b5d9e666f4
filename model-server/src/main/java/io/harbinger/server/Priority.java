package io.harbinger.server;

import java.time.Duration;

/**
 * How urgent a request is among those that wait for the same model.
 *
 * <p>Requests are executed in the order of their arrival plus a handicap, so each goes before all
 * that came later than its handicap allows: urgent work overtakes, and nothing waits for ever. In a
 * full queue a request takes the place of the youngest one of a lower priority, which is refused
 * instead; of each priority an eighth of the queue is left alone.
 */
public enum Priority {
  /** Somebody waits for it: no handicap. */
  HIGH(Duration.ZERO),
  /** The ordinary stream: as if it had come a tenth of a second later. */
  NORMAL(Duration.ofMillis(100)),
  /** May wait, for instance a replay: as if it had come a second later. */
  LOW(Duration.ofSeconds(1));

  private final long handicap;

  Priority(Duration handicap) {
    this.handicap = handicap.toNanos();
  }

  long handicapNanos() {
    return handicap;
  }
}
