package io.harbinger.console.alertmanager;

import io.harbinger.contract.AlertKind;
import java.util.Optional;

/** What Alertmanager knows an asset's alert by; each has a runbook of its name. */
public enum AlertName {
  /** A machine is about to fail. */
  FAILURE_PREDICTED("HarbingerFailurePredicted"),
  /** Nothing is heard of a machine. */
  ASSET_SILENT("HarbingerAssetSilent");

  private final String label;

  AlertName(String label) {
    this.label = label;
  }

  /** The label {@code alertname}. */
  public String label() {
    return label;
  }

  /** Of a kind; empty for one that a newer platform writes. */
  static Optional<AlertName> of(AlertKind kind) {
    return switch (kind) {
      case FAILURE_PREDICTED -> Optional.of(FAILURE_PREDICTED);
      case NO_DATA -> Optional.of(ASSET_SILENT);
      case UNKNOWN -> Optional.empty();
    };
  }
}
