package io.harbinger.jobs.rul.memory;

import io.harbinger.alert.AlertThresholds;
import io.harbinger.model.rul.RulEstimate;
import java.io.Serializable;

/**
 * What every asset's turn goes by.
 *
 * @param thresholds of the alert policy: from its warning on, predictions are watched
 * @param explainEvery how many watched predictions have one explained among them; 0 explains none
 * @param retries of a window whose inference failed, after the first attempt
 */
public record TurnRules(AlertThresholds thresholds, int explainEvery, int retries)
    implements Serializable {

  boolean near(RulEstimate estimate) {
    return explainEvery > 0
        && thresholds.reachesWarning(estimate.rul(), estimate.within15(), estimate.within30());
  }
}
