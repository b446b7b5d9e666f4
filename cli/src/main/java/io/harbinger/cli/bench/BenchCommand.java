package io.harbinger.cli.bench;

import io.harbinger.cli.bench.console.BenchConsoleCommand;
import io.harbinger.cli.bench.serving.BenchLeaksCommand;
import io.harbinger.cli.bench.serving.BenchServingCommand;
import io.harbinger.cli.bench.stream.BenchStreamCommand;
import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what can be measured. */
@Command(
    name = "bench",
    description =
        "Measure how fast a model answers on this machine, what the recurrent cells can do, and what a model has to beat.",
    subcommands = {
      BenchRulCommand.class,
      BenchServingCommand.class,
      BenchLeaksCommand.class,
      BenchStreamCommand.class,
      BenchConsoleCommand.class,
      BenchCellsCommand.class,
      BenchAddingCommand.class,
      BenchBaselinesCommand.class
    },
    synopsisSubcommandLabel = "TASK",
    footer = {
      "",
      "Example: windows per second of the shipped model",
      "  ./harbinger bench rul --model models/rul-fd001",
      "Example: how long the recurrent cells remember",
      "  ./harbinger bench adding --time 100"
    })
public final class BenchCommand extends CommandGroup {}
