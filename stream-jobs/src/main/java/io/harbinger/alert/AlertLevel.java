package io.harbinger.alert;

import io.harbinger.contract.AlertSeverity;

/** How bad it looks, in ascending order. */
public enum AlertLevel {
  /** Nothing to say. */
  NONE,
  /** Plan the maintenance. */
  WARNING,
  /** Act now. */
  CRITICAL;

  boolean atLeast(AlertLevel other) {
    return compareTo(other) >= 0;
  }

  /** The severity in the contract; there is none for {@link #NONE}. */
  AlertSeverity severity() {
    return switch (this) {
      case NONE -> throw new IllegalStateException("an alert of level NONE (expected an open one)");
      case WARNING -> AlertSeverity.WARNING;
      case CRITICAL -> AlertSeverity.CRITICAL;
    };
  }
}
