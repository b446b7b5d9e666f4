package io.harbinger.cli.prediction;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.stream.StreamRequest;
import io.harbinger.model.rul.stream.StreamRulModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Predicts the remaining life of each asset from the readings of a file. */
@Command(
    name = "rul",
    description = {
      "Predict the remaining useful life (RUL) of each asset at its newest reading, worst first.",
      "Readings: NASA's 26 columns, or one JSON object a line as in the topic sensor.readings."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: engines of a file in NASA's layout",
      "  ./harbinger predict rul --model models/rul-fd001 --readings test_FD001.txt",
      "Example: readings from another program, as JSON",
      "  ./my-export | ./harbinger predict rul --model models/rul-fd001 --readings - --json"
    })
final class PredictRulCommand implements Callable<Integer> {

  private static final int BATCH = 256;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A model's directory (its newest version) or one version of it.")
  private Path model;

  @Option(
      names = "--readings",
      required = true,
      paramLabel = "FILE",
      description = "The readings; - for standard input.")
  private String readings;

  @Option(names = "--json", description = "Print the predictions as one JSON document.")
  private boolean json;

  /**
   * What is printed of one asset.
   *
   * @param rulLow lower end of the interval in cycles; null where the model tells none
   * @param rulHigh upper end of the interval in cycles; null where the model tells none
   * @param padded readings of the window that repeat the first: a short history
   */
  record Prediction(
      String asset,
      long run,
      int cycle,
      double rul,
      @Nullable Double rulLow,
      @Nullable Double rulHigh,
      double probabilityWithin15,
      double probabilityWithin30,
      int padded) {

    static Prediction of(History history, RulEstimate estimate, int padded) {
      return new Prediction(
          history.asset(),
          history.run(),
          history.cycle(),
          estimate.rul(),
          estimate.low(),
          estimate.high(),
          estimate.within15(),
          estimate.within30(),
          padded);
    }
  }

  /** The whole document. */
  record Predictions(String model, String version, List<Prediction> predictions) {}

  @Override
  public Integer call() {
    List<History> histories = List.copyOf(History.of(ReadingsFile.read(readings, System.in)));
    Predictions predictions =
        StreamRulModel.isIn(ModelDirectory.read(model))
            ? streaming(histories)
            : windowed(histories);
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), predictions);
    } else {
      table(spec.commandLine().getOut(), predictions.predictions());
    }
    return 0;
  }

  private Predictions windowed(List<History> histories) {
    try (RulModel loaded = RulModel.load(model)) {
      int length = loaded.spec().network().window();
      return predictions(
          loaded,
          histories,
          history -> history.window(length),
          (history, estimate) -> Prediction.of(history, estimate, history.padded(length)));
    }
  }

  /** From all of an asset's readings, as the stream would have read them. */
  private Predictions streaming(List<History> histories) {
    try (StreamRulModel loaded = StreamRulModel.load(model)) {
      return predictions(
          loaded,
          histories,
          history -> StreamRequest.of(Optional.empty(), history.window(history.readings().size())),
          (history, answer) -> Prediction.of(history, answer.last(), 0));
    }
  }

  private static <I, O> Predictions predictions(
      BatchModel<I, O> model,
      List<History> histories,
      Function<History, I> input,
      BiFunction<History, O, Prediction> read) {
    List<Prediction> predictions = new ArrayList<>();
    for (int from = 0; from < histories.size(); from += BATCH) {
      List<History> batch = histories.subList(from, Math.min(histories.size(), from + BATCH));
      List<O> outputs =
          model.predict(batch.stream().map(history -> valid(model, history, input)).toList());
      for (int i = 0; i < batch.size(); i++) {
        predictions.add(read.apply(batch.get(i), outputs.get(i)));
      }
    }
    predictions.sort(Comparator.comparingDouble(Prediction::rul));
    return new Predictions(model.info().name(), model.info().version(), predictions);
  }

  private static <I> I valid(BatchModel<I, ?> model, History history, Function<History, I> input) {
    try {
      I valid = input.apply(history);
      model.validate(valid);
      return valid;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "asset %s, run %d: %s".formatted(history.asset(), history.run(), e.getMessage()), e);
    }
  }

  private static void table(PrintWriter out, List<Prediction> predictions) {
    out.println(
        "%-18s %5s %6s %8s %15s %8s %8s"
            .formatted("ASSET", "RUN", "CYCLE", "RUL", "90 % INTERVAL", "P(<15)", "P(<30)"));
    for (Prediction p : predictions) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-18s %5d %6d %8.1f %15s %7.1f%% %7.1f%%%s",
              p.asset(),
              p.run(),
              p.cycle(),
              p.rul(),
              interval(p),
              100 * p.probabilityWithin15(),
              100 * p.probabilityWithin30(),
              p.padded() > 0 ? "  short history" : ""));
    }
    out.flush();
  }

  private static String interval(Prediction prediction) {
    return prediction.rulLow() == null || prediction.rulHigh() == null
        ? "-"
        : String.format(Locale.ROOT, "%.1f to %.1f", prediction.rulLow(), prediction.rulHigh());
  }
}
