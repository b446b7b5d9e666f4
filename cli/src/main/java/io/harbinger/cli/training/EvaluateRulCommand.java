package io.harbinger.cli.training;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.training.baseline.Baseline;
import io.harbinger.training.baseline.BaselineEvaluation;
import io.harbinger.training.baseline.BaselineResult;
import io.harbinger.training.evaluation.ComparedModel;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.rul.RulModelEvaluation;
import io.harbinger.training.rul.stream.StreamMetrics;
import io.harbinger.training.rul.stream.StreamModelEvaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a model of remaining useful life on a test set. */
@Command(
    name = "rul",
    description = {
      "Measure a model of remaining useful life (RUL) on C-MAPSS test engines.",
      "One prediction per engine at its last cycle; no engine is left out. Needs the test and RUL files alone; where the training file that the model was trained on lies beside them, --report and --baselines tell the engines that training held out, too."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the shipped model on NASA's 100 test engines, as JSON",
      "  ./harbinger evaluate rul --model models/rul-fd001 --data DIR --subset FD001 --json",
      "Example: a page with plots, simpler models beside it",
      "  ./harbinger evaluate rul --model models/rul-fd001 --data DIR --subset FD001 --baselines --report rul.html"
    })
final class EvaluateRulCommand implements Callable<Integer> {

  /** As `bench baselines` does by default. */
  private static final int FOLDS = 5;

  private static final long SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A model's directory (its newest version) or one version of it.")
  private Path model;

  @Mixin private CmapssOptions cmapss;

  @Option(names = "--json", description = "Print the metrics as one JSON document.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page with plots too (streaming models only).")
  private @Nullable Path report;

  @Option(
      names = "--baselines",
      description =
          "Put simpler models beside it: a constant, a linear model of the last reading, gradient boosting on window statistics; they are fitted to the training file (about a minute; streaming models only).")
  private boolean baselines;

  @Override
  public Integer call() throws IOException {
    if (StreamRulModel.isIn(ModelDirectory.read(model))) {
      streaming();
    } else {
      windowed();
    }
    return 0;
  }

  private void windowed() {
    if (report != null || baselines) {
      throw new ParameterException(
          spec.commandLine(),
          "%s needs a streaming model (%s is a windowed one)"
              .formatted(report != null ? "--report" : "--baselines", model));
    }
    RulMetrics metrics = RulModelEvaluation.evaluate(model, cmapss.data(), cmapss.subset());
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), metrics);
    } else {
      new MetricsTable(spec.commandLine().getOut()).print(metrics);
    }
  }

  private void streaming() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    StreamMetrics metrics = StreamModelEvaluation.evaluate(model, cmapss.data(), cmapss.subset());
    List<ComparedModel> compared = baselines ? compared(metrics) : List.of();
    if (report != null) {
      StreamModelEvaluation.report(model, cmapss.data(), cmapss.subset(), compared, report);
    }
    if (json) {
      JsonDocument.print(out, new Evaluated(metrics, compared));
      return;
    }
    MetricsTable table = new MetricsTable(out);
    table.print(metrics.point());
    table.print(metrics.interval());
    if (baselines) {
      out.println();
      new ComparisonTable(out).print(compared);
    }
  }

  private List<ComparedModel> compared(StreamMetrics metrics) throws IOException {
    List<ComparedModel> compared = new ArrayList<>();
    compared.add(
        StreamModelEvaluation.compared(
            model, cmapss.data(), cmapss.subset(), metrics.trajectories()));
    BaselineEvaluation evaluation =
        BaselineEvaluation.of(cmapss.data(), cmapss.subset(), FOLDS, SEED);
    for (Baseline baseline : Baseline.values()) {
      BaselineResult result = evaluation.run(baseline);
      compared.add(
          new ComparedModel(
              baseline.label(),
              baseline.description(),
              result.heldOutMetrics(),
              result.testMetrics()));
    }
    return compared;
  }

  /** The document: the model's figures lie flat, those beside it in a list that may be empty. */
  private record Evaluated(@JsonUnwrapped StreamMetrics metrics, List<ComparedModel> compared) {}
}
