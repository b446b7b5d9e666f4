package io.harbinger.cli.data;

import io.harbinger.cli.usage.CommandGroup;
import picocli.CommandLine.Command;

/** Names what data can be fetched. */
@Command(
    name = "data",
    description = "Fetch public data to train on, measure with and replay.",
    subcommands = DataCmapssCommand.class,
    synopsisSubcommandLabel = "SET",
    footer = {
      "",
      "Example: NASA's turbofan engines",
      "  ./harbinger data cmapss --out data/cmapss"
    })
public final class DataCommand extends CommandGroup {}
