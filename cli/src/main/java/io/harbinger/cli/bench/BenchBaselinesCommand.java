package io.harbinger.cli.bench;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.cli.training.CmapssOptions;
import io.harbinger.cli.training.ComparisonTable;
import io.harbinger.training.baseline.Baseline;
import io.harbinger.training.baseline.BaselineEvaluation;
import io.harbinger.training.baseline.BaselineResult;
import io.harbinger.training.report.EvaluatedTrajectories;
import io.harbinger.training.report.TrajectoryReport;
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

/** Measures what a network of remaining useful life has to beat. */
@Command(
    name = "baselines",
    description = {
      "Measure what a model of remaining useful life (RUL) has to beat: a constant, a linear model of the last reading, gradient boosting on window statistics.",
      "Every training engine is predicted out of fold; test engines, where their files are there, by models of all training engines. Intervals are conformal, calibrated on out-of-fold predictions. Nothing is chosen on test engines."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the baselines of FD001, as JSON",
      "  ./harbinger bench baselines --data DIR --subset FD001 --json"
    })
final class BenchBaselinesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private CmapssOptions cmapss;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Folds of the training engines (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the folds and of boosting (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write an HTML page with plots of boosting's predictions.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Print the metrics as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    BaselineEvaluation evaluation;
    try {
      evaluation = BaselineEvaluation.of(cmapss.data(), cmapss.subset(), folds, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<BaselineRow> rows = new ArrayList<>();
    for (Baseline baseline : Baseline.values()) {
      BaselineResult result = evaluation.run(baseline);
      rows.add(BaselineRow.of(result));
      if (report != null && baseline == Baseline.BOOSTING) {
        TrajectoryReport.write(report, baseline.label() + " on " + cmapss.subset(), sets(result));
      }
    }
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), rows);
    } else {
      new ComparisonTable(spec.commandLine().getOut())
          .print(rows.stream().map(BaselineRow::compared).toList());
    }
    return 0;
  }

  private static List<EvaluatedTrajectories> sets(BaselineResult result) {
    double nominal = result.calibration().interval().nominal();
    List<EvaluatedTrajectories> sets = new ArrayList<>();
    sets.add(
        EvaluatedTrajectories.heldOut(
            "Held-out engines", result.heldOut(), result.truncations(), nominal));
    if (!result.test().isEmpty()) {
      sets.add(EvaluatedTrajectories.test("Test engines", result.test(), nominal));
    }
    return sets;
  }
}
