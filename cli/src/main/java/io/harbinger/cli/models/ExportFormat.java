package io.harbinger.cli.models;

import java.util.Locale;

/** What a model can be exported to. */
enum ExportFormat {
  /** One file for libtorch and {@code torch.jit.load}. */
  TORCHSCRIPT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
