package io.harbinger.cli.training;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be evaluated. */
@Command(
    name = "evaluate",
    description = "Measure a model on data that its training never saw.",
    subcommands = {
      EvaluateRulCommand.class,
      EvaluateLateStartCommand.class,
      EvaluateSimulatorCommand.class
    },
    synopsisSubcommandLabel = "TASK",
    footer = {
      "",
      "Example: the shipped model on NASA's test engines",
      "  ./harbinger evaluate rul --model models/rul-fd001 --data DIR --subset FD001"
    })
public final class EvaluateCommand extends CommandGroup {}
