package io.harbinger.console.live;

import io.harbinger.console.AssetState;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.RulPrediction;
import org.jspecify.annotations.Nullable;

/**
 * An asset as the fleet's table shows it.
 *
 * @param prediction the newest
 * @param state by the alerts of this run
 * @param acknowledged whether someone looks after all of its open alerts; false where none is open
 * @param reported what was last reported of this run; null where nothing was
 */
public record FleetRow(
    RulPrediction prediction,
    AssetState state,
    boolean acknowledged,
    @Nullable MaintenanceKind reported) {

  /** The asset's name. */
  public String asset() {
    return prediction.getAsset();
  }
}
