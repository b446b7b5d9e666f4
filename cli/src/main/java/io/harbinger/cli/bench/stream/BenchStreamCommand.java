package io.harbinger.cli.bench.stream;

import io.harbinger.cli.bench.stream.StreamBenchReport.Result;
import io.harbinger.cli.bench.stream.StreamBenchReport.Side;
import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.usage.DurationConverter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times the whole way from readings to committed predictions. */
@Command(
    name = "stream",
    description = {
      "Measure how many readings a second become predictions that are committed, exactly once: broker, windows, job and model in this process.",
      "Beside it the job that one would write with Flink and DJL alone: whole windows, a predictor of its own in each subtask, each library's defaults."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: both sides, 100 and 10,000 machines",
      "  ./harbinger bench stream --model models/rul-fd001/2 --windowed models/rul-fd001/1"
    })
public final class BenchStreamCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A streaming model's directory.")
  private Path model;

  @Option(
      names = "--windowed",
      required = true,
      paramLabel = "DIR",
      description = "The directory of a model that reads windows, for the other side.")
  private Path windowed;

  @Option(
      names = "--assets",
      split = ",",
      paramLabel = "N",
      defaultValue = "100,10000",
      description = "Machines of the fleet, each size measured (default: ${DEFAULT-VALUE}).")
  private List<Integer> assets;

  @Option(
      names = "--sides",
      split = ",",
      paramLabel = "SIDE",
      defaultValue = "PREDICTOR,HARBINGER",
      description = "Some of ${COMPLETION-CANDIDATES}, in turn (default: ${DEFAULT-VALUE}).")
  private List<Side> sides;

  @Option(
      names = "--predictors",
      paramLabel = "N",
      description = "Subtasks of the other side's job (default: one a processor).")
  private int predictors = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = DurationConverter.class,
      description = "How long each runs before it is measured (default: ${DEFAULT-VALUE}).")
  private Duration warmUp;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "How long each is measured (default: ${DEFAULT-VALUE}).")
  private Duration measured;

  @Option(names = "--json", description = "Print the figures as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    StreamBench bench;
    try {
      bench = new StreamBench(model, windowed, assets, sides, predictors, warmUp, measured);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    StreamBenchReport report = bench.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      print(out, report);
    }
    return 0;
  }

  private void print(PrintWriter out, StreamBenchReport report) {
    out.println(
        String.format(
            Locale.ROOT,
            "readings a second, first topic to committed predictions; %d processors, load %.1f at the start",
            report.processors(),
            report.load()));
    for (Result result : report.results()) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-10s %6d machines %9.0f/s   latency %d ms, 99th of 100 %d ms   %.1f us of processor a reading",
              result.side().name().toLowerCase(Locale.ROOT),
              result.assets(),
              result.readingsPerSecond(),
              result.latencyP50Millis(),
              result.latencyP99Millis(),
              result.cpuMicrosPerReading()));
      double all = result.cpuSeconds().values().stream().mapToDouble(Double::doubleValue).sum();
      result.cpuSeconds().entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .forEach(
              part ->
                  out.println(
                      String.format(
                          Locale.ROOT,
                          "    %5.1f %%  %s",
                          100 * part.getValue() / all,
                          part.getKey())));
    }
    for (int fleet : assets) {
      double ratio = report.ratio(fleet);
      if (Double.isFinite(ratio)) {
        out.println(String.format(Locale.ROOT, "%d machines: %.1f times as fast", fleet, ratio));
      }
    }
    out.flush();
  }
}
