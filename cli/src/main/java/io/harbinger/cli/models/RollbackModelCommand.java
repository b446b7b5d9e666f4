package io.harbinger.cli.models;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes back to the version that answered before. */
@Command(
    name = "rollback",
    description = {
      "Let the version answer that answered before the last decision, alone.",
      "Each further rollback goes one step further back; with nothing decided it",
      "leads to the next older version."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the new version is worse than the old one",
      "  ./harbinger models rollback models/rul-fd001",
      "Example: it is so bad that a streaming model's states of it are not to be used either",
      "  ./harbinger models rollback models/rul-fd001 --at-once"
    })
final class RollbackModelCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private NameArgument name;

  @Option(
      names = "--at-once",
      description =
          "Do not let the version go on with an asset until the next whole window: its states are"
              + " begun anew with what there is. For streaming models.")
  private boolean atOnce;

  @Option(names = "--json", description = "Print the decision as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    DecidedPrinter.print(
        spec.commandLine().getOut(),
        json,
        name.versions().rollBack(atOnce, NameArgument.decider(), Optional.empty()));
    return 0;
  }
}
