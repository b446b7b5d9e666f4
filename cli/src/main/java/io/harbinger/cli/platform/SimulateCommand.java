package io.harbinger.cli.platform;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.source.publish.PublishReport;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a simulated fleet to Kafka. */
@Command(
    name = "simulate",
    description = {
      "Write a simulated fleet of turbofans to Kafka: they wear out, fail and are replaced, without end.",
      "The same options give the same readings."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: fifty engines, 100 readings a second, until Ctrl-C",
      "  ./harbinger simulate --engines 50 --rate 100"
    })
public final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--engines",
      paramLabel = "N",
      defaultValue = "20",
      description = "Engines (default: ${DEFAULT-VALUE}).")
  private int engines;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides every life and every reading (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--fleet",
      paramLabel = "NAME",
      defaultValue = "engine",
      description = "How the assets' names begin (default: ${DEFAULT-VALUE}).")
  private String fleet;

  @Option(
      names = "--first-run",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Number of each engine's first life (default: ${DEFAULT-VALUE}).",
        "Into a topic that has readings of these assets, give a number above theirs."
      })
  private long firstRun;

  @Option(names = "--new", description = "Start with new engines instead of mixed ages.")
  private boolean allNew;

  @Mixin private PublishOptionsMixin publish;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    FleetOptions options =
        (allNew ? FleetOptions.fresh(engines, seed) : FleetOptions.staggered(engines, seed))
            .named(fleet)
            .fromRun(firstRun);
    PublishReport report = publish.publish(new FleetSimulator(options).readings());
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), report);
    } else {
      spec.commandLine().getOut().printf("%,d readings%n", report.readings());
    }
    return 0;
  }
}
