package io.harbinger.cli;

import io.harbinger.cli.bench.BenchCommand;
import io.harbinger.cli.data.DataCommand;
import io.harbinger.cli.models.ModelsCommand;
import io.harbinger.cli.platform.DemoCommand;
import io.harbinger.cli.platform.ReplayCommand;
import io.harbinger.cli.platform.RunCommand;
import io.harbinger.cli.platform.SendCommand;
import io.harbinger.cli.platform.ServeCommand;
import io.harbinger.cli.platform.SimulateCommand;
import io.harbinger.cli.platform.TailCommand;
import io.harbinger.cli.prediction.PredictCommand;
import io.harbinger.cli.training.EvaluateCommand;
import io.harbinger.cli.training.TrainCommand;
import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: names the others and does nothing itself. */
@Command(
    name = "harbinger",
    description = "Streaming predictive maintenance: readings in, remaining life and alerts out.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ServeCommand.class,
      DataCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      PredictCommand.class,
      ReplayCommand.class,
      SimulateCommand.class,
      TailCommand.class,
      SendCommand.class,
      BenchCommand.class
    },
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    footer = {
      "",
      "Example: watch a simulated fleet, everything in one process",
      "  ./harbinger demo",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class HarbingerCommand extends CommandGroup {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  boolean debug() {
    return debug;
  }
}
