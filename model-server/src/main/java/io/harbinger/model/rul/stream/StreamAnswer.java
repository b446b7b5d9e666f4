package io.harbinger.model.rul.stream;

import io.harbinger.model.rul.RulEstimate;
import java.util.List;

/**
 * What the model says of a request.
 *
 * @param state after the last reading: belongs with the machine's next request
 * @param estimates one for each reading
 * @param reasons which sensors moved the last estimate, the strongest first; empty unless asked for
 */
public record StreamAnswer(
    StreamState state, List<RulEstimate> estimates, List<SensorEffect> reasons) {

  /** Copies the lists. */
  public StreamAnswer {
    estimates = List.copyOf(estimates);
    reasons = List.copyOf(reasons);
  }

  /** The estimate after the last reading. */
  public RulEstimate last() {
    return estimates.get(estimates.size() - 1);
  }
}
