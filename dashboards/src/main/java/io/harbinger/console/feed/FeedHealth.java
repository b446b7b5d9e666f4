package io.harbinger.console.feed;

/**
 * How the reading goes.
 *
 * @param phase where it stands
 * @param detail for a person; empty where there is nothing to add
 */
public record FeedHealth(Phase phase, String detail) {

  /** Where the reading stands. */
  public enum Phase {
    /** What was written before the start is still being read. */
    CATCHING_UP,
    /** Everything is read as it comes. */
    LIVE,
    /** Kafka does not answer, or refuses; it is tried again. */
    FAILING
  }
}
