package io.harbinger.cli.training;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.recipe.StreamRecipes;
import io.harbinger.training.report.SimulatorReport;
import io.harbinger.training.rul.stream.SimulatorEvaluation;
import io.harbinger.training.simulator.SimulatorMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures whether simulated engines may stand for real ones. */
@Command(
    name = "simulator",
    description = {
      "Measure whether the simulated turbofans may stand for real ones.",
      "Trains a network on simulated engines (some minutes, into OUT/model; a killed run goes on, a finished one is taken as it is), asks it about real training engines, and compares the sensors' distributions. Needs train_FD001.txt alone."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: beside the shipped model, with a page of plots",
      "  ./harbinger evaluate simulator --data DIR --subset FD001 --model models/rul-fd001 --out runs/simulator --report simulator.html"
    })
final class EvaluateSimulatorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private CmapssOptions cmapss;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A streaming model trained on the real engines, to compare with.")
  private Path model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "Directory for the simulated engines and the network trained on them.")
  private Path out;

  @Option(
      names = "--engines",
      paramLabel = "N",
      defaultValue = "100",
      description = "Engines to simulate (default: ${DEFAULT-VALUE}, as many as FD001 has).")
  private int engines;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      defaultValue = "rul-stream-100",
      description = "A streaming recipe, by name or as a YAML file (default: ${DEFAULT-VALUE}).")
  private String recipe;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override one value of the recipe, as training.epochs=20; may be repeated.")
  private List<String> assignments = List.of();

  @Option(names = "--report", paramLabel = "FILE", description = "Write a page with plots too.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Print the metrics as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (cmapss.subset() != SimulatorEvaluation.IMITATED) {
      throw new ParameterException(
          spec.commandLine(),
          "--subset %s (expected %s, which is what the simulator imitates)"
              .formatted(cmapss.subset(), SimulatorEvaluation.IMITATED));
    }
    if (engines < 20) {
      throw new ParameterException(
          spec.commandLine(), "--engines %d (expected 20 or more)".formatted(engines));
    }
    StreamRecipe loaded = StreamRecipes.load(recipe, assignments);
    SimulatorMetrics metrics;
    try (Progress progress = TrainingProgress.onErr()) {
      metrics =
          SimulatorEvaluation.run(
              new SimulatorEvaluation.Request(cmapss.data(), model, out, engines, seed, loaded),
              progress);
    }
    if (report != null) {
      SimulatorReport.write(
          report, "%d simulated engines beside %s".formatted(engines, cmapss.subset()), metrics);
    }
    if (json) {
      JsonDocument.print(spec.commandLine().getOut(), metrics);
    } else {
      new SimulatorTable(spec.commandLine().getOut()).print(metrics);
    }
    return 0;
  }
}
