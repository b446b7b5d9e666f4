package io.harbinger.cli.platform;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.terminal.FleetDisplay;
import io.harbinger.cli.terminal.LineDisplay;
import io.harbinger.cli.terminal.StopSignals;
import io.harbinger.cli.terminal.TableDisplay;
import io.harbinger.cli.usage.DurationConverter;
import io.harbinger.platform.demo.Demo;
import io.harbinger.platform.demo.DemoReport;
import io.harbinger.platform.demo.DemoSource;
import io.harbinger.platform.demo.ReplayedEngines;
import io.harbinger.platform.demo.RunNumbers;
import io.harbinger.platform.demo.SimulatedEngines;
import io.harbinger.platform.embedded.EmbeddedPlatform;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.training.evaluation.RulEvaluation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole platform in this process and shows the fleet. */
@Command(
    name = "demo",
    description = {
      "Run the whole platform in one process: Kafka broker, windows, Flink job, model, web console, metrics.",
      "Without --data it watches a simulated fleet of turbofans that wear out, fail and are replaced."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: a simulated fleet, until Ctrl-C",
      "  ./harbinger demo",
      "Example: NASA's test engines, the result as JSON",
      "  ./harbinger demo --data DIR --subset FD001 --for 300s --json"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "End after so long, as 60s or 5min (default: at Ctrl-C, or when the data end).")
  private @Nullable Duration atMost;

  @ArgGroup(exclusive = false)
  private @Nullable Replayed replayed;

  /** Data to replay instead of the simulation. */
  static final class Replayed {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DIR",
        description = "Replay the test engines of a directory in NASA's C-MAPSS layout.")
    private Path data;

    @Option(
        names = "--subset",
        required = true,
        paramLabel = "SUBSET",
        description = "One of ${COMPLETION-CANDIDATES}.")
    private Subset subset;
  }

  @Option(
      names = "--engines",
      paramLabel = "N",
      defaultValue = "20",
      description = "Simulated engines (default: ${DEFAULT-VALUE}).")
  private int engines;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Readings per second; 0 is as fast as they are worked off (default: 60 simulated, 0 with --data).")
  private @Nullable Double rate;

  @Mixin private EmbeddedOptions embedded;

  @Option(names = "--json", description = "Print the result as one JSON document at the end.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    StopRequest stop = new StopRequest();
    try (StopSignals signals = StopSignals.listen(stop)) {
      DemoReport report = run(stop);
      print(report);
      return report.complete() ? 0 : 1;
    }
  }

  private DemoReport run(StopRequest stop) throws Exception {
    embedded.prepare();
    DemoSource source = source();
    spec.commandLine().getErr().println("harbinger: starting the platform ...");
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(embedded.platform())) {
      spec.commandLine()
          .getErr()
          .printf(
              "harbinger: console %s, Kafka %s, metrics %s%n",
              platform.consoleUrl(), platform.bootstrapServers(), platform.metricsUrl());
      try (FleetDisplay display = display()) {
        return new Demo(platform, source, pace(), display::show).run(atMost, stop);
      }
    }
  }

  private DemoSource source() {
    long run = RunNumbers.next(embedded.directory());
    return replayed == null
        ? new SimulatedEngines(FleetOptions.staggered(engines, seed).fromRun(run))
        : new ReplayedEngines(replayed.data, replayed.subset, run);
  }

  private OptionalDouble pace() {
    double perSecond = rate != null ? rate : replayed == null ? 60 : 0;
    return perSecond == 0 ? OptionalDouble.empty() : OptionalDouble.of(perSecond);
  }

  private FleetDisplay display() throws Exception {
    if (json || System.console() == null) {
      return new LineDisplay(spec.commandLine().getErr(), BETWEEN_LINES);
    }
    Terminal terminal = TerminalBuilder.builder().system(true).build();
    return new TableDisplay(terminal, RulEvaluation.CAP);
  }

  private void print(DemoReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      new DemoSummary(out).print(report);
    }
  }
}
