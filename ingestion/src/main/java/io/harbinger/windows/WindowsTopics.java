package io.harbinger.windows;

import io.harbinger.contract.Topics;
import java.util.List;
import java.util.Set;

/**
 * The topics that the topology reads and writes.
 *
 * @param readings in: SensorReading, keyed by asset
 * @param windows out: SensorWindow, keyed by asset
 * @param deadLetters out: DeadLetter, with the key of the record that it is about
 */
public record WindowsTopics(String readings, String windows, String deadLetters) {

  /** Refuses missing names and a topology that would feed itself. */
  public WindowsTopics {
    List<String> all = List.of(readings, windows, deadLetters);
    if (all.stream().anyMatch(String::isBlank) || Set.copyOf(all).size() != all.size()) {
      throw new IllegalArgumentException("topics " + all + " (expected three different names)");
    }
  }

  /** The platform's own. */
  public static WindowsTopics defaults() {
    return new WindowsTopics(
        Topics.SENSOR_READINGS.topic(), Topics.SENSOR_WINDOWS.topic(), Topics.DEAD_LETTERS.topic());
  }
}
