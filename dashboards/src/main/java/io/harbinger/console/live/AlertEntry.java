package io.harbinger.console.live;

import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import org.jspecify.annotations.Nullable;

/**
 * An alert with what became of it.
 *
 * @param alert as it was raised, or, where only its end was seen, as it was cleared
 * @param standing where it stands
 * @param end what cleared it, or the alert that took its place; null while it is open
 * @param acknowledgement who looks after it; null where no one does
 */
public record AlertEntry(
    MaintenanceAlert alert,
    Standing standing,
    @Nullable MaintenanceAlert end,
    @Nullable MaintenanceEvent acknowledgement) {

  /** Where an alert stands. */
  public enum Standing {
    /** Raised and not cleared. */
    OPEN,
    /** Another severity has taken its place. */
    SUPERSEDED,
    /** Over. */
    CLEARED
  }
}
