package io.harbinger.training.rul;

import io.harbinger.model.rul.RulNetworkConfig;
import io.harbinger.model.rul.RulScaling;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.FileChecksum;
import io.harbinger.training.data.ScalingFit;
import io.harbinger.training.data.WindowSet;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.DataRecipe;
import io.harbinger.training.recipe.RulRecipe;
import io.harbinger.training.recipe.RulRecipes;
import io.harbinger.training.reference.ModelReference;
import io.harbinger.training.report.EpochMetrics;
import io.harbinger.training.report.MetricsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Trains a model of remaining life from a C-MAPSS directory into a model directory: reads, splits
 * by engine, fits, chooses the decision rules on held-out engines, exports and reports.
 *
 * <p>The directory given becomes {@code OUT/1}, the model's first version, beside {@code OUT/run}
 * with the resolved recipe, metrics.csv, the checkpoint and the report.
 */
public final class RulTraining {

  /** How often each held-out engine is cut short for validation. */
  private static final int TRUNCATIONS = 20;

  private RulTraining() {}

  /**
   * What is to be trained.
   *
   * @param data the directory of the data set
   * @param subset which of its four
   * @param out the model's directory
   * @param recipe everything else
   * @param resume whether to go on with the run that lies in {@code out}
   */
  public record Request(Path data, Subset subset, Path out, RulRecipe recipe, boolean resume) {}

  /** Trains; blocks until the model directory is written, and returns its path. */
  public static Path run(Request request, Progress progress) throws IOException {
    RulRecipe recipe = request.recipe();
    RunDirectory directory = RunDirectory.open(request.out(), request.resume());
    Path file = CmapssDirectory.trainFile(request.data(), request.subset());
    List<EngineRun> engines =
        CmapssDirectory.train(request.data(), request.subset()).stream()
            .filter(engine -> engine.readings().size() >= recipe.data().minCycles())
            .toList();
    EngineSplit split =
        EngineSplit.of(engines, recipe.data().validationEngines(engines.size()), recipe.seed());
    RulScaling scaling = scaling(recipe.data(), split.training());
    RulLabels labels = new RulLabels(scaling, recipe.data().horizons());
    String checksum = FileChecksum.sha256(file);
    RulValidation validation = validation(recipe, split.heldOut(), scaling, labels);
    try (RulTrainer trainer =
        new RulTrainer(
            recipe,
            network(recipe),
            labels,
            WindowSet.everyWindow(
                split.training(), scaling, recipe.data().window(), firstEnd(recipe.data())),
            validation,
            identity(recipe, checksum))) {
      Files.writeString(directory.recipe(), RulRecipes.toYaml(recipe));
      if (directory.begun()) {
        trainer.resume(directory.checkpoint());
      }
      try (MetricsCsv<EpochMetrics> metrics =
          directory.metrics(trainer.epochsDone(), EpochMetrics.class)) {
        trainer.run("rul-" + request.subset(), metrics, directory.checkpoint(), progress);
      }
      Path version =
          RulExport.write(request, directory, trainer, validation, split, scaling, checksum);
      ModelReference.write(version, engines);
      return version;
    }
  }

  private static RulScaling scaling(DataRecipe data, List<EngineRun> training) {
    OptionalDouble cap =
        data.labelCap().isPresent()
            ? OptionalDouble.of(data.labelCap().getAsInt())
            : OptionalDouble.empty();
    return switch (data.normalisation()) {
      case ZSCORE -> ScalingFit.zScore(training, cap, data.clip());
      case MINMAX -> ScalingFit.minMax(training, cap, data.clip());
    };
  }

  private static RulNetworkConfig network(RulRecipe recipe) {
    return new RulNetworkConfig(
        CycleReading.SETTINGS + 1 + CycleReading.SENSORS,
        recipe.data().window(),
        recipe.network().units(),
        recipe.network().dropout(),
        recipe.network().attention(),
        recipe.data().horizons(),
        recipe.network().longestMemory(),
        recipe.network().cell());
  }

  /** Where engines below a length are dropped, windows below it are too: none is padded. */
  private static int firstEnd(DataRecipe data) {
    return Math.max(0, Math.min(data.minCycles(), data.window()) - 1);
  }

  private static RulValidation validation(
      RulRecipe recipe, List<EngineRun> heldOut, RulScaling scaling, RulLabels labels) {
    int window = recipe.data().window();
    int firstEnd = firstEnd(recipe.data());
    return new RulValidation(
        WindowSet.truncations(heldOut, scaling, window, TRUNCATIONS, firstEnd, recipe.seed()),
        WindowSet.everyWindow(heldOut, scaling, window, 0),
        new RulObjective(recipe.training().lossRul(), recipe.training().lossWeights()),
        labels);
  }

  private static String identity(RulRecipe recipe, String checksum) throws IOException {
    return FileChecksum.sha256(RulRecipes.toYaml(recipe)) + "-" + checksum;
  }
}
