package io.harbinger.training.rul.stream;

import io.harbinger.model.rul.stream.OperatingCondition;
import io.harbinger.model.rul.stream.StateSize;
import io.harbinger.model.rul.stream.StreamFeatures;
import io.harbinger.model.rul.stream.StreamNetworkConfig;
import io.harbinger.source.cmapss.CmapssDirectory;
import io.harbinger.source.cmapss.CycleReading;
import io.harbinger.source.cmapss.EngineRun;
import io.harbinger.source.cmapss.Subset;
import io.harbinger.training.data.FileChecksum;
import io.harbinger.training.progress.Progress;
import io.harbinger.training.recipe.StreamDataRecipe;
import io.harbinger.training.recipe.StreamNetworkRecipe;
import io.harbinger.training.recipe.StreamRecipe;
import io.harbinger.training.recipe.StreamRecipes;
import io.harbinger.training.reference.ModelReference;
import io.harbinger.training.report.MetricsCsv;
import io.harbinger.training.report.StreamEpochMetrics;
import io.harbinger.training.rul.CmapssChannels;
import io.harbinger.training.rul.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains a streaming model of remaining life from a C-MAPSS directory into a model directory.
 *
 * <p>The directory given becomes {@code OUT/1}, the model's first version, beside {@code OUT/run}
 * with the resolved recipe, metrics.csv, the checkpoint and the report.
 */
public final class StreamTraining {

  private StreamTraining() {}

  /**
   * What is to be trained.
   *
   * @param data the directory of the data set
   * @param subset which of its four
   * @param out the model's directory
   * @param recipe everything else
   * @param resume whether to go on with the run that lies in {@code out}
   * @param licence of the data
   */
  public record Request(
      Path data, Subset subset, Path out, StreamRecipe recipe, boolean resume, String licence) {

    private static final String PUBLISHED =
        "NASA public download (C-MAPSS, Saxena and Goebel, 2008)";

    /** To be trained on NASA's data. */
    public Request(Path data, Subset subset, Path out, StreamRecipe recipe, boolean resume) {
      this(data, subset, out, recipe, resume, PUBLISHED);
    }
  }

  /** Trains; blocks until the model directory is written, and returns its path. */
  public static Path run(Request request, Progress progress) throws IOException {
    StreamRecipe recipe = request.recipe();
    RunDirectory directory = RunDirectory.open(request.out(), request.resume());
    Path file = CmapssDirectory.trainFile(request.data(), request.subset());
    List<EngineRun> engines = CmapssDirectory.train(request.data(), request.subset());
    StreamDataRecipe data = recipe.data();
    int members = recipe.network().members();
    MemberSplit split =
        MemberSplit.of(engines, data.heldOut(), data.heldOutFraction(), members, recipe.seed());
    StreamFeatures features = features(data, split.seen(engines));
    StateSize.of(network(recipe, features, recipe.network().shipped()), names(features))
        .require(recipe.network().largestState());
    List<EngineSequence> sequences =
        engines.stream().map(engine -> EngineSequence.of(engine, features, 0)).toList();
    String checksum = FileChecksum.sha256(file);
    try (StreamTrainer trainer =
        new StreamTrainer(
            recipe,
            network(recipe, features, members),
            IntStream.range(0, members).mapToObj(m -> split.training(m, sequences)).toList(),
            IntStream.range(0, members).mapToObj(m -> split.heldOut(m, sequences)).toList(),
            TestProtocol.mostLeft(request.subset()),
            FileChecksum.sha256(StreamRecipes.toYaml(recipe)) + "-" + checksum)) {
      Files.writeString(directory.recipe(), StreamRecipes.toYaml(recipe));
      if (directory.begun()) {
        trainer.resume(directory.checkpoint());
      }
      try (MetricsCsv<StreamEpochMetrics> metrics =
          directory.metrics(trainer.epochsDone(), StreamEpochMetrics.class)) {
        trainer.run("rul-" + request.subset(), metrics, directory.checkpoint(), progress);
      }
      Path version =
          StreamExport.write(
              request,
              directory,
              trainer,
              network(recipe, features, recipe.network().shipped()),
              features,
              split,
              split.seen(engines),
              checksum);
      ModelReference.write(version, split.seen(engines));
      return version;
    }
  }

  private static StreamFeatures features(StreamDataRecipe data, List<EngineRun> engines) {
    List<Integer> sensors = data.sensors().stream().map(sensor -> sensor - 1).toList();
    List<OperatingCondition> conditions =
        ConditionFit.of(engines, sensors, data.settingTolerance());
    return new StreamFeatures(
        conditions, data.settingTolerance(), sensors, data.clip(), data.ageScale());
  }

  private static List<String> names(StreamFeatures features) {
    int first = CycleReading.SETTINGS + 1;
    return features.sensors().stream()
        .map(sensor -> CmapssChannels.all().get(first + sensor).name())
        .toList();
  }

  private static StreamNetworkConfig network(
      StreamRecipe recipe, StreamFeatures features, int members) {
    StreamNetworkRecipe network = recipe.network();
    return new StreamNetworkConfig(
        features.size(),
        network.embedding(),
        network.units(),
        network.head(),
        recipe.data().horizons(),
        members,
        network.longestMemory());
  }
}
