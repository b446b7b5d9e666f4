package io.harbinger.jobs.rul.coverage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the latest judged runs of a model came out.
 *
 * @param model that told their intervals
 * @param version of the model
 * @param missed the share of each run's intervals that did not hold the truth, the latest last
 */
public record ModelCoverage(String model, String version, List<Double> missed)
    implements Serializable {

  ModelCoverage after(JudgedRun run, int recent) {
    List<Double> all = new ArrayList<>(missed);
    all.add(run.missed());
    return new ModelCoverage(
        model, version, List.copyOf(all.subList(Math.max(0, all.size() - recent), all.size())));
  }

  /** The share of truths that the intervals held, runs counting alike; NaN without runs. */
  public double coverage() {
    return 1 - missed.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
