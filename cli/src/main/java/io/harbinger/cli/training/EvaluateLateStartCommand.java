package io.harbinger.cli.training;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.training.rul.stream.LateStartEvaluation;
import io.harbinger.training.rul.stream.LateStartMetrics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what a model loses where a stream begins in the middle of a life. */
@Command(
    name = "late-start",
    description = {
      "Measure what a streaming model loses where it meets an engine in the middle of its life.",
      "Training engines that its members held out are read from random cycles on, with and without their age known, beside the same engines read from their first cycle. Needs the training file that the model was trained on."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the shipped model",
      "  ./harbinger evaluate late-start --model models/rul-fd001 --data DIR --subset FD001"
    })
final class EvaluateLateStartCommand implements Callable<Integer> {

  private static final int COLUMNS = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A streaming model's directory (its newest version) or one version of it.")
  private Path model;

  @Mixin private CmapssOptions cmapss;

  @Option(
      names = "--starts",
      paramLabel = "N",
      defaultValue = "20",
      description = "Random starts of each engine (default: ${DEFAULT-VALUE}).")
  private int starts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the starts (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print the metrics as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    LateStartMetrics metrics =
        LateStartEvaluation.of(model, cmapss.data(), cmapss.subset(), starts, seed);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonDocument.print(out, metrics);
      return 0;
    }
    line(
        out,
        "%-22s %8s   %-24s %-24s %-24s",
        "%d engines, %d starts".formatted(metrics.engines(), metrics.starts()),
        "share",
        "from the first cycle",
        "age known",
        "age unknown");
    line(out, "%-31s   %s", "readings seen", "RMSE    bias  covers   ".repeat(3));
    row(out, metrics.all());
    metrics.bySeen().forEach(row -> row(out, row));
    out.println();
    out.println(WordUtils.wrap(LateStartMetrics.PROTOCOL, COLUMNS));
    out.flush();
    return 0;
  }

  private static void row(PrintWriter out, LateStartMetrics.Row row) {
    line(
        out,
        "%-22s %6.1f %%   %s  %s  %s",
        row.seen(),
        100 * row.share(),
        way(row.fromFirst()),
        way(row.ageKnown()),
        way(row.ageUnknown()));
  }

  private static String way(LateStartMetrics.Way way) {
    return String.format(
        Locale.ROOT, "%5.2f  %+5.1f  %6.3f ", way.rmse(), way.bias(), way.coverage());
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
  }
}
