package io.harbinger.jobs.rul;

import io.harbinger.contract.Topics;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The topics that the job reads and writes.
 *
 * @param windows in: SensorWindow, keyed by asset
 * @param reports in: MaintenanceEvent, what people report of their machines
 * @param predictions out: RulPrediction, keyed by asset
 * @param alerts out: MaintenanceAlert, keyed by asset
 * @param deadLetters out: DeadLetter, with the key of the record that it is about
 */
public record RulTopics(
    String windows, String reports, String predictions, String alerts, String deadLetters)
    implements Serializable {

  /** Refuses missing names and a job that would feed itself. */
  public RulTopics {
    List<String> all = List.of(windows, reports, predictions, alerts, deadLetters);
    if (all.stream().anyMatch(String::isBlank) || Set.copyOf(all).size() != all.size()) {
      throw new IllegalArgumentException("topics " + all + " (expected five different names)");
    }
  }

  /** The platform's own. */
  public static RulTopics defaults() {
    return new RulTopics(
        Topics.SENSOR_WINDOWS.topic(),
        Topics.MAINTENANCE_EVENTS.topic(),
        Topics.RUL_PREDICTIONS.topic(),
        Topics.MAINTENANCE_ALERTS.topic(),
        Topics.DEAD_LETTERS.topic());
  }
}
