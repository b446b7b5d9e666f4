package io.harbinger.jobs.rul.coverage;

import java.io.Serializable;
import java.util.List;

/**
 * What a model told of one run, judged by the run's failure.
 *
 * @param model that told it
 * @param version of the model
 * @param intervals at least one
 */
public record JudgedRun(String model, String version, List<JudgedInterval> intervals)
    implements Serializable {

  /** Refuses a run without intervals. */
  public JudgedRun {
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException("a run without intervals (expected at least one)");
    }
  }

  /** The share of the intervals that did not hold the truth, 0 to 1. */
  public double missed() {
    return 1
        - (double) intervals.stream().filter(JudgedInterval::covered).count() / intervals.size();
  }
}
