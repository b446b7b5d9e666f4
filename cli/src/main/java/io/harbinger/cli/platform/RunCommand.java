package io.harbinger.cli.platform;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names the stages that can be run by themselves. */
@Command(
    name = "run",
    description = "Run one stage of the platform against your own Kafka.",
    subcommands = {RunWindowsCommand.class, RunRulCommand.class, RunConsoleCommand.class},
    synopsisSubcommandLabel = "STAGE",
    footer = {
      "",
      "Example: windows of the readings in a cluster",
      "  ./harbinger run windows --bootstrap-servers kafka:9092"
    })
public final class RunCommand extends CommandGroup {}
