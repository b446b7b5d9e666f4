package io.harbinger.cli.bench.serving;

import io.harbinger.cli.output.JsonDocument;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times the model server under an open load. */
@Command(
    name = "serving",
    description = {
      "Measure the model server under load: how many windows a second, and how long each waits at fixed loads.",
      "Windows come at random at a mean rate, whatever becomes of those before (an open loop); a latency counts from when the window was due.",
      "Beside it the same server with one window in each batch, the bare model, called with all that is due, and a DJL predictor in each subtask, one window a call.",
      "The same model on ONNX Runtime: by the server, and by ONNX Runtime's own Java interface, called with all that is due."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the server alone, at and beyond its capacity",
      "  ./harbinger bench serving --model models/rul-fd001/1 --sides SERVER --overload",
      "",
      "Example: what the server adds to ONNX Runtime",
      "  ./harbinger bench serving --model models/rul-fd001/1 --sides SERVER_ONNXRUNTIME,ONNXRUNTIME_JAVA",
      "",
      "Beside PyTorch and ONNX Runtime in the same run: benchmarks/serving/run."
    })
public final class BenchServingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "The directory of a model that reads windows.")
  private Path model;

  @Option(
      names = "--loads",
      split = ",",
      paramLabel = "N",
      defaultValue = "100,1000,3000",
      description = "Windows a second that are offered (default: ${DEFAULT-VALUE}).")
  private List<Double> loads;

  @Option(
      names = "--sides",
      split = ",",
      paramLabel = "SIDE",
      defaultValue =
          "SERVER,SERVER_UNBATCHED,DIRECT,PREDICTORS,SERVER_ONNXRUNTIME,ONNXRUNTIME_JAVA",
      description = "What is measured: ${COMPLETION-CANDIDATES} (default: all).")
  private List<SideName> sides;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Workers of the server and callers of the bare model and of ONNX Runtime, each computing on one thread (default: the processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--subtasks",
      paramLabel = "N",
      defaultValue = "8",
      description = "Subtasks with a predictor each (default: ${DEFAULT-VALUE}).")
  private int subtasks;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How long each load lasts (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "How long each side runs before it is measured (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--overload",
      description =
          "Also offer the server half, once, three times and half of its capacity, with a queue of two batches.")
  private boolean overload;

  @Option(names = "--json", description = "Print the figures as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    ServingBench bench;
    try {
      bench =
          new ServingBench(
              model,
              sides,
              loads,
              threads,
              subtasks,
              overload,
              duration(warmUp),
              duration(seconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    ServingBenchReport report = bench.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, report);
    } else {
      print(out, report);
    }
    return 0;
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static void print(PrintWriter out, ServingBenchReport report) {
    out.println(
        "%s/%s on %d threads".formatted(report.model(), report.version(), report.threads()));
    out.println("windows a second where there are always more:");
    for (ServingBenchReport.Capacity capacity : report.capacities()) {
      out.println(
          String.format(
              Locale.ROOT, "  %-18s %8.0f", label(capacity.side()), capacity.perSecond()));
    }
    out.println("                    offered   answered  p50 ms  p99 ms  refused");
    report.figures().forEach(figure -> print(out, label(figure.side()), figure));
    ServingBenchReport.Overload overload = report.overload();
    if (overload != null) {
      out.println("the server and its capacity, a queue of two batches:");
      print(out, "half", overload.before());
      print(out, "once", overload.atCapacity());
      print(out, "thrice", overload.atThreeTimes());
      print(out, "half again", overload.afterwards());
    }
    out.flush();
  }

  private static void print(PrintWriter out, String label, ServingBenchReport.Figure figure) {
    out.println(
        String.format(
            Locale.ROOT,
            "  %-18s %6.0f %10.0f %7s %7s %7.1f %%",
            label,
            figure.offered(),
            figure.answered(),
            millis(figure.p50Millis()),
            millis(figure.p99Millis()),
            100 * figure.refusedShare()));
  }

  private static String millis(@Nullable Double told) {
    return told == null ? "-" : String.format(Locale.ROOT, "%.1f", told);
  }

  private static String label(SideName side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
