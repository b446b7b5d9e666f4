package io.harbinger.cli.models;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.training.CmapssOptions;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.reference.RulReference;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.training.reference.ModelReference;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the reference that the job compares readings with. */
@Command(
    name = "reference",
    description = {
      "Write into a model's directory what its training data looked like, for the job to tell drift by:",
      "the distribution of each sensor, and of the model's predictions, early in the engines' lives.",
      "Training does this by itself; the command is for models without, and for another choice of data."
          + " Weights stay as they are."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: of a model that an earlier version trained",
      "  ./harbinger models reference models/rul-fd001 --data DIR --subset FD001"
    })
final class ReferenceModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArgument model;

  @Mixin private CmapssOptions data;

  @Option(names = "--json", description = "Print what was written as one JSON document.")
  private boolean json;

  /** The whole document. */
  record Written(
      String name, String version, int earlyCycles, int conditions, List<String> sensors) {}

  @Override
  public Integer call() {
    ModelDirectory directory = model.read();
    RulReference reference =
        ModelReference.write(directory.path(), CmapssDirectory.train(data.data(), data.subset()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(
          out,
          new Written(
              directory.info().name(),
              directory.info().version(),
              reference.earlyCycles(),
              reference.conditions().size(),
              reference.sensors()));
    } else {
      out.printf(
          "%s: the first %d cycles, %d operating conditions, %d sensors: %s%n",
          directory.path().resolve(RulReference.FILE),
          reference.earlyCycles(),
          reference.conditions().size(),
          reference.sensors().size(),
          String.join(" ", reference.sensors()));
      out.flush();
    }
    return 0;
  }
}
