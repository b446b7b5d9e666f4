package io.harbinger.console.feed;

import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;

/**
 * Gets what a {@link Feed} reads, one record at a time, in order within each partition. Must not
 * block for long: it holds the reading up.
 */
public interface FeedListener {

  /** A reading. */
  void reading(SensorReading reading, Origin origin);

  /** A window was made; its content is not read. */
  void window(Origin origin);

  /** A prediction. */
  void prediction(RulPrediction prediction, Origin origin);

  /** A change of an alert's state. */
  void alert(MaintenanceAlert alert, Origin origin);

  /** A record that a stage gave up. */
  void deadLetter(DeadLetter letter, Origin origin);

  /** What a person reported. */
  void maintenance(MaintenanceEvent event, Origin origin);

  /** Bytes that are no record of their topic's type, and why not. */
  void unreadable(Origin origin, String why);
}
