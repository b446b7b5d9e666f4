package io.harbinger.cli.bench;

import io.harbinger.cli.bench.load.Throughput;
import io.harbinger.cli.bench.load.ThroughputMeter;
import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.usage.PrecisionLabels;
import io.harbinger.model.Precision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times a model of remaining useful life. */
@Command(
    name = "rul",
    description = {
      "Measure how many windows a second a model of remaining useful life (RUL) answers.",
      "Two ways: the bare model, called with whole batches by one thread; and the model server, asked for one window at a time with as many in flight.",
      "A streaming model gets a machine's state and one reading where a windowed one gets a window."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: batches of 1, 32 and 256 on one thread, as JSON",
      "  ./harbinger bench rul --model models/rul-fd001 --json",
      "",
      "Beside PyTorch and ONNX Runtime in the same run: benchmarks/rul/run."
    })
final class BenchRulCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A model's directory (its newest version) or one version of it.")
  private Path model;

  @Option(
      names = "--batches",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,32,256",
      description = "Windows of a call, and windows in flight (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Workers of the server, each computing on one thread (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "float32",
      converter = PrecisionLabels.class,
      description =
          "What to compute in, where the model's manifest permits it and its sample passes (default: ${DEFAULT-VALUE}).")
  private Precision precision;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Length of a round (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "How long each is run before its first round (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(names = "--json", description = "Print the figures as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    RulBenchReport report = bench().run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      print(out, report);
    }
    return 0;
  }

  private RulBench bench() {
    try {
      ThroughputMeter meter =
          new ThroughputMeter(System::nanoTime, duration(warmUp), duration(seconds), rounds);
      return new RulBench(model, batches, threads, precision, meter);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static void print(PrintWriter out, RulBenchReport report) {
    out.println(
        "windows a second of %s/%s in %s"
            .formatted(report.model(), report.version(), report.precision()));
    for (RulBenchReport.Rate rate : report.rates()) {
      Throughput told = rate.windowsPerSecond();
      out.println(
          String.format(
              Locale.ROOT,
              "%-8s %6d %10.0f   (%.0f to %.0f)",
              rate.side().name().toLowerCase(Locale.ROOT),
              rate.batch(),
              told.median(),
              told.lowest(),
              told.highest()));
    }
    out.flush();
  }
}
