package io.harbinger.cli.training;

import io.harbinger.cli.output.JsonDocument;
import io.harbinger.model.ModelDirectory;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.RulRecipe;
import io.harbinger.training.recipe.RulRecipes;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.recipe.StreamRecipes;
import io.harbinger.training.rul.RulTraining;
import io.harbinger.training.rul.stream.StreamTraining;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model of remaining useful life. */
@Command(
    name = "rul",
    description = {
      "Train a model of remaining useful life (RUL) on C-MAPSS engines.",
      "Writes the model to OUT/1 and the run (recipe, metrics.csv, checkpoint, report) to OUT/run."
    },
    sortOptions = false,
    footer = {
      "",
      "Example: the default recipe with a seed of its own",
      "  ./harbinger train rul --data DIR --subset FD001 --out runs/rul-fd001 --seed 7",
      "Example: go on after a kill",
      "  ./harbinger train rul --data DIR --subset FD001 --out runs/rul-fd001 --seed 7 --resume"
    })
final class TrainRulCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private CmapssOptions cmapss;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "The model's directory; its name becomes the model's name.")
  private Path out;

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      defaultValue = StreamRecipes.DEFAULT,
      description =
          "A YAML file, or one of rul-stream, rul-stream-100 (about a hundred engines), rul-default (windows of 50), rul-attention, rul-course, rul-course-attention (default: ${DEFAULT-VALUE}).")
  private String recipe;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override one value of the recipe, as training.epochs=20; may be repeated.")
  private List<String> assignments = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random choice (default: the recipe's).")
  private @Nullable Long seed;

  @Option(names = "--resume", description = "Go on with the run in OUT after its last checkpoint.")
  private boolean resume;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Path version;
    try (Progress progress = TrainingProgress.onErr()) {
      version = StreamRecipes.isStream(recipe) ? streaming(progress) : windowed(progress);
    }
    report(version, out.resolve("run").resolve("report.html"));
    return 0;
  }

  private Path windowed(Progress progress) throws IOException {
    RulRecipe loaded = RulRecipes.load(recipe, assignments);
    RulRecipe seeded = seed == null ? loaded : loaded.withSeed(seed);
    return RulTraining.run(
        new RulTraining.Request(cmapss.data(), cmapss.subset(), out, seeded, resume), progress);
  }

  private Path streaming(Progress progress) throws IOException {
    StreamRecipe loaded = StreamRecipes.load(recipe, assignments);
    StreamRecipe seeded = seed == null ? loaded : loaded.withSeed(seed);
    return StreamTraining.run(
        new StreamTraining.Request(cmapss.data(), cmapss.subset(), out, seeded, resume), progress);
  }

  private void report(Path version, Path report) {
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("model", version.toString());
      result.put("report", report.toString());
      result.put("metrics", ModelDirectory.open(version).manifest().metrics());
      JsonDocument.print(print, result);
      return;
    }
    print.println("model   " + version);
    print.println("report  " + report);
  }
}
