package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.usage.PrecisionLabels;
import io.harbinger.model.ModelCheck;
import io.harbinger.model.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a version that may be computed in other precisions. */
@Command(
    name = "permit",
    description = {
      "Write a version of a model that may be computed in lower precisions: the same weights and the"
          + " same sample, and a manifest that names them.",
      "It is kept only if it passes 'models verify': in each of them it answers its sample as it did"
          + " when it was trained, but for what that precision may deviate."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: version 3 is version 1, and is computed in 16 bits where a server asks for them",
      "  ./harbinger models permit models/rul-fd001/1 --precision float16,bfloat16 --out models/rul-fd001/3",
      "  ./harbinger serve models/rul-fd001/3 --precision float16"
    })
final class PermitModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArgument model;

  @Option(
      names = "--precision",
      required = true,
      split = ",",
      paramLabel = "PRECISION",
      converter = PrecisionLabels.class,
      description =
          "'float16' and 'bfloat16'; 'float32' is always permitted, and alone takes back.")
  private List<Precision> precisions;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The version's directory to write; it must not exist.")
  private Path out;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  /** The whole document. */
  record Written(String path, Set<Precision> precisions, List<ModelCheck> checks) {}

  @Override
  public Integer call() throws IOException {
    Set<Precision> permitted = EnumSet.copyOf(precisions);
    permitted.add(Precision.FLOAT32);
    CheckedCopy.Result result =
        new CheckedCopy(out).write(model.read(), manifest -> manifest.withPrecisions(permitted));
    if (!result.problems().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("harbinger: nothing was written: %s".formatted(result.problems()));
      return 1;
    }
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(writer, new Written(out.toString(), permitted, result.checks()));
    } else {
      writer.println("%s: may be computed in %s, sound".formatted(out, permitted));
      writer.flush();
    }
    return 0;
  }
}
