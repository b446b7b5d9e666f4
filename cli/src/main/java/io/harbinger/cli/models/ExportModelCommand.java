package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.rul.RulExportReport;
import io.harbinger.model.rul.RulTorchScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a model as a file that other programs run. */
@Command(
    name = "export",
    description = {
      "Write a model as one file that other programs run: scaling, network and heads.",
      "The file is loaded again and kept only if it tells what the served model tells."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: for Python's torch.jit.load, or C++'s torch::jit::load",
      "  ./harbinger models export models/rul-fd001/1 --format torchscript --out rul.pt"
    })
final class ExportModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArgument model;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "torchscript, of the windowed models.")
  private ExportFormat format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; it must not exist.")
  private Path file;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  /** The whole document. */
  record Exported(String file, String format, long bytes, RulExportReport check) {}

  @Override
  public Integer call() throws IOException {
    RulExportReport check =
        switch (format) {
          case TORCHSCRIPT -> RulTorchScript.write(model.directory(), file);
        };
    Exported exported = new Exported(file.toString(), format.toString(), Files.size(file), check);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, exported);
    } else {
      print(out, exported);
    }
    return 0;
  }

  private static void print(PrintWriter out, Exported exported) {
    RulExportReport check = exported.check();
    out.println("%s: %d bytes".formatted(exported.file(), exported.bytes()));
    out.println(
        String.format(
            Locale.ROOT,
            "checked with %d windows: RUL within %.1e cycles, probabilities within %.1e (relative)",
            check.windows(),
            check.module().rul(),
            check.module().probability()));
    out.println(
        String.format(
            Locale.ROOT,
            "with one weight shifted: %.1e cycles, %.1e",
            check.control().rul(),
            check.control().probability()));
    out.flush();
  }
}
