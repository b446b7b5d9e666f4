package io.harbinger.cli.models;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be done with models on disk. */
@Command(
    name = "models",
    description = "List, show, verify and export models; describe their training data.",
    subcommands = {
      ListModelsCommand.class,
      ShowModelCommand.class,
      VerifyModelCommand.class,
      ExportModelCommand.class,
      ReferenceModelCommand.class
    },
    synopsisSubcommandLabel = "ACTION",
    footer = {
      "",
      "Example: which models there are",
      "  ./harbinger models list",
      "Example: whether one is whole and computes what it did when it was trained",
      "  ./harbinger models verify models/rul-fd001"
    })
public final class ModelsCommand extends CommandGroup {}
