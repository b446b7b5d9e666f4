package io.harbinger.cli.prediction;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be predicted. */
@Command(
    name = "predict",
    description = "Ask a model about data in a file.",
    subcommands = PredictRulCommand.class,
    synopsisSubcommandLabel = "TASK",
    footer = {
      "",
      "Example: the remaining life of each engine of a file",
      "  ./harbinger predict rul --model models/rul-fd001 --readings test_FD001.txt"
    })
public final class PredictCommand extends CommandGroup {}
