package io.harbinger.cli.bench;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be timed. */
@Command(
    name = "bench",
    description = "Measure how fast a model answers on this machine.",
    subcommands = BenchRulCommand.class,
    synopsisSubcommandLabel = "TASK",
    footer = {
      "",
      "Example: windows per second of the shipped model",
      "  ./harbinger bench rul --model models/rul-fd001"
    })
public final class BenchCommand extends CommandGroup {}
