package io.harbinger.cli.training;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.stream.StreamRulModel;
import io.harbinger.training.evaluation.RulMetrics;
import io.harbinger.training.rul.RulModelEvaluation;
import io.harbinger.training.rul.stream.StreamModelEvaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model of remaining useful life on a test set. */
@Command(
    name = "rul",
    description = {
      "Measure a model of remaining useful life (RUL) on C-MAPSS test engines.",
      "One prediction per engine at its last cycle; no engine is left out. Needs the test and RUL files alone."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the shipped model on NASA's 100 test engines, as JSON",
      "  ./harbinger evaluate rul --model models/rul-fd001 --data DIR --subset FD001 --json"
    })
final class EvaluateRulCommand implements Callable<Integer> {

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

  @Override
  public Integer call() {
    RulMetrics metrics =
        StreamRulModel.isIn(ModelDirectory.read(model))
            ? StreamModelEvaluation.evaluate(model, cmapss.data(), cmapss.subset())
            : RulModelEvaluation.evaluate(model, cmapss.data(), cmapss.subset());
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), metrics);
    } else {
      new MetricsTable(spec.commandLine().getOut()).print(metrics);
    }
    return 0;
  }
}
