package io.harbinger.cli.bench.serving;

import io.harbinger.cli.output.JsonDocument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for memory that serving does not give back. */
@Command(
    name = "leaks",
    description = {
      "Look for memory that serving does not give back: many inferences, then many loads and unloads, and the process's resident memory beside what it was once warm. Fails if it grew by more than a tenth.",
      "The Java heap has to be resident from the start, or its own growth is measured too: run it by benchmarks/serving/leaks, which sees to that. Linux only."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: 100,000 inferences and 200 loads; then the control, which must fail",
      "  benchmarks/serving/leaks",
      "  benchmarks/serving/leaks --control",
      "It calls:",
      "  ./harbinger bench leaks --model models/rul-fd001/1"
    })
public final class BenchLeaksCommand implements Callable<Integer> {

  private static final double MOST = 0.1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The directory of a model that reads windows.")
  private Path model;

  @Option(
      names = "--inferences",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Windows to answer (default: ${DEFAULT-VALUE}).")
  private int inferences;

  @Option(
      names = "--loads",
      paramLabel = "N",
      defaultValue = "200",
      description = "Times to load and unload the model (default: ${DEFAULT-VALUE}).")
  private int loads;

  @Option(
      names = "--control",
      description = "Serve a model that leaks on purpose: must be found out.")
  private boolean control;

  @Option(names = "--json", description = "Print the figures as one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    LeakBench bench;
    try {
      bench = new LeakBench(model, inferences, loads, MOST, control);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    LeakBenchReport report = bench.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      print(out, report);
    }
    return report.leaks() ? 1 : 0;
  }

  private static void print(PrintWriter out, LeakBenchReport report) {
    out.println(line("%.0f MB once warm", report.warm()));
    out.println(
        line("%d inferences:  %s MB", report.inferences(), joined(report.duringInferences())));
    out.println(line("%d loads and unloads:  %s MB", report.loads(), joined(report.duringLoads())));
    out.println(
        line(
            "growth %.1f %% (at most %.0f %% is taken for none): %s",
            100 * report.growth(), 100 * report.most(), report.leaks() ? "LEAKS" : "no leak"));
    out.flush();
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static String joined(List<Double> megabytes) {
    return megabytes.stream().map(told -> line("%.0f", told)).collect(Collectors.joining(" "));
  }
}
