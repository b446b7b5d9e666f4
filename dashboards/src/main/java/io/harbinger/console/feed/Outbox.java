package io.harbinger.console.feed;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceEvent;

/** Writes to the platform's topics. Thread-safe. Whoever made it closes it. */
public interface Outbox extends AutoCloseable {

  /**
   * Writes what a person reported, and returns when the brokers have it.
   *
   * @throws OutboxException if they do not take it
   */
  void report(MaintenanceEvent event);

  /**
   * Writes a dead letter's original key and bytes to the topic that they came from, and returns
   * when the brokers have them.
   *
   * @param origin where the letter was read; goes into a header
   * @throws OutboxException if they do not take it
   */
  void resend(DeadLetter letter, Origin origin);

  @Override
  void close();
}
