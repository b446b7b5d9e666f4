package io.harbinger.cli.models;

/** What a model can be exported to. */
enum ExportFormat {
  /** One file for libtorch and {@code torch.jit.load}. */
  torchscript
}
