package io.harbinger.cli.training;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be trained. */
@Command(
    name = "train",
    description = "Train a model from data into a model directory.",
    subcommands = TrainRulCommand.class,
    synopsisSubcommandLabel = "TASK",
    footer = {
      "",
      "Example: remaining life of the engines of FD001",
      "  ./harbinger train rul --data DIR --subset FD001 --out runs/rul-fd001"
    })
public final class TrainCommand extends CommandGroup {}
