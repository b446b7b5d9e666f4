package io.harbinger.platform.demo;

import io.harbinger.platform.observation.AssetRun;
import java.util.List;
import java.util.Map;

/**
 * Whether failures were foretold.
 *
 * @param failures engines that failed while being watched
 * @param alertsBeforeFailure of these, how many had an alert raised at an earlier cycle
 */
public record Warnings(int failures, int alertsBeforeFailure) {

  /** Compares the truth with the first alert of each run. */
  public static Warnings of(List<EngineFailure> failures, Map<AssetRun, Integer> firstAlertCycles) {
    int warned = 0;
    for (EngineFailure failure : failures) {
      Integer cycle = firstAlertCycles.get(failure.engine());
      if (cycle != null && cycle < failure.cycle()) {
        warned++;
      }
    }
    return new Warnings(failures.size(), warned);
  }
}
