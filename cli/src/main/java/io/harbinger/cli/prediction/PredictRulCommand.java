package io.harbinger.cli.prediction;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
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
   * @param padded readings of the window that repeat the first: a short history
   */
  record Prediction(
      String asset,
      long run,
      int cycle,
      double rul,
      double probabilityWithin15,
      double probabilityWithin30,
      int padded) {}

  /** The whole document. */
  record Predictions(String model, String version, List<Prediction> predictions) {}

  @Override
  public Integer call() {
    List<History> histories = List.copyOf(History.of(ReadingsFile.read(readings, System.in)));
    try (RulModel loaded = RulModel.load(model)) {
      Predictions predictions =
          new Predictions(
              loaded.info().name(), loaded.info().version(), predict(loaded, histories));
      if (json) {
        JsonDocument.print(spec.commandLine().getOut(), predictions);
      } else {
        table(spec.commandLine().getOut(), predictions.predictions());
      }
    }
    return 0;
  }

  private static List<Prediction> predict(RulModel model, List<History> histories) {
    int length = model.spec().network().window();
    List<Prediction> predictions = new ArrayList<>();
    for (int from = 0; from < histories.size(); from += BATCH) {
      List<History> batch = histories.subList(from, Math.min(histories.size(), from + BATCH));
      List<RulWindow> windows = batch.stream().map(h -> window(model, h, length)).toList();
      List<RulEstimate> estimates = model.predict(windows);
      for (int i = 0; i < batch.size(); i++) {
        History history = batch.get(i);
        RulEstimate estimate = estimates.get(i);
        predictions.add(
            new Prediction(
                history.asset(),
                history.run(),
                history.cycle(),
                estimate.rul(),
                estimate.within15(),
                estimate.within30(),
                history.padded(length)));
      }
    }
    predictions.sort(Comparator.comparingDouble(Prediction::rul));
    return predictions;
  }

  private static RulWindow window(RulModel model, History history, int length) {
    try {
      RulWindow window = history.window(length);
      model.validate(window);
      return window;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "asset %s, run %d: %s".formatted(history.asset(), history.run(), e.getMessage()), e);
    }
  }

  private static void table(PrintWriter out, List<Prediction> predictions) {
    out.println(
        "%-18s %5s %6s %8s %8s %8s".formatted("ASSET", "RUN", "CYCLE", "RUL", "P(<15)", "P(<30)"));
    for (Prediction p : predictions) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-18s %5d %6d %8.1f %7.1f%% %7.1f%%%s",
              p.asset(),
              p.run(),
              p.cycle(),
              p.rul(),
              100 * p.probabilityWithin15(),
              100 * p.probabilityWithin30(),
              p.padded() > 0 ? "  short history" : ""));
    }
    out.flush();
  }
}
