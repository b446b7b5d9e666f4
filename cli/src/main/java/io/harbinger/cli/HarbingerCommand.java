package io.harbinger.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: names the others and does nothing itself. */
@Command(
    name = "harbinger",
    description = "Streaming predictive maintenance: readings in, remaining life and alerts out.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
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
final class HarbingerCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  boolean debug() {
    return debug;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given; expected one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
