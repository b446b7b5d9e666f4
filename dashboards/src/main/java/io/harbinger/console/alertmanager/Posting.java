package io.harbinger.console.alertmanager;

import io.harbinger.contract.MaintenanceAlert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One alert to be told: that it stands, or that it is over.
 *
 * @param labels what Alertmanager knows it by, the same from its rise to its end
 * @param alert as it was raised
 * @param life what was last predicted of the asset's run; empty where nothing was
 * @param ended when it was over; empty while it stands
 */
record Posting(
    Map<String, String> labels,
    MaintenanceAlert alert,
    Optional<RemainingLife> life,
    Optional<Instant> ended) {}
