package io.harbinger.cli.models;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be done with models on disk. */
@Command(
    name = "models",
    description =
        "List, show, verify and export models; decide which engine computes them, in what precision, and which version answers; describe their training data.",
    subcommands = {
      ListModelsCommand.class,
      ShowModelCommand.class,
      VerifyModelCommand.class,
      ExportModelCommand.class,
      BackendModelCommand.class,
      PermitModelCommand.class,
      ReferenceModelCommand.class,
      PromoteModelCommand.class,
      RollbackModelCommand.class
    },
    synopsisSubcommandLabel = "ACTION",
    footer = {
      "",
      "Example: which models there are",
      "  ./harbinger models list",
      "Example: whether one is whole and computes what it did when it was trained",
      "  ./harbinger models verify models/rul-fd001",
      "Example: let a version answer from now on, and go back",
      "  ./harbinger models promote models/rul-fd001 3",
      "  ./harbinger models rollback models/rul-fd001"
    })
public final class ModelsCommand extends CommandGroup {}
