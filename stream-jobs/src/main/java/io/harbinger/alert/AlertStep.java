package io.harbinger.alert;

import io.harbinger.contract.MaintenanceAlert;
import java.util.List;

/**
 * What the policy made of one event.
 *
 * @param state what to remember instead of the state that went in
 * @param alerts what to tell, in order; mostly empty
 */
public record AlertStep(AlertState state, List<MaintenanceAlert> alerts) {

  /** Copies the list. */
  public AlertStep {
    alerts = List.copyOf(alerts);
  }
}
