package io.harbinger.jobs.rul.memory;

import io.harbinger.contract.DeadLetterReason;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.stream.SensorEffect;
import java.util.List;

/** What became of a window. */
public sealed interface Verdict {

  /**
   * A prediction at its last reading.
   *
   * @param model the version that told it
   * @param estimate what it told
   * @param history readings that the state has seen, this window's with them
   * @param missing cycles since the first of them that it has not
   * @param reasons the strongest first; empty where the asset is not watched
   */
  record Predicted(
      ModelInfo model, RulEstimate estimate, int history, int missing, List<SensorEffect> reasons)
      implements Verdict {}

  /** Nothing in it was new: of an earlier run, or of cycles that were seen. */
  record Repeated() implements Verdict {}

  /**
   * Given up.
   *
   * @param reason why, as a category
   * @param detail what came and what was expected
   */
  record Dead(DeadLetterReason reason, String detail) implements Verdict {}
}
