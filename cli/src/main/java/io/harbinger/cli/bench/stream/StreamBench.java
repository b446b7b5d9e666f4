package io.harbinger.cli.bench.stream;

import io.harbinger.cli.bench.stream.StreamBenchReport.Result;
import io.harbinger.cli.bench.stream.StreamBenchReport.Side;
import io.harbinger.jobs.rul.RulJob;
import io.harbinger.jobs.rul.RulJobConfig;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.rul.RulTorchScript;
import io.harbinger.platform.embedded.PlatformModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures this platform with a streaming model, and beside it a plain job with a predictor of
 * windows, one after the other on the same machine.
 *
 * @param model directory of the streaming model
 * @param windowed directory of the model that reads windows
 * @param assets sizes of the fleet
 * @param sides what is measured
 * @param predictorParallelism subtasks of the plain job, each with a predictor of its own
 * @param warmUp before each measurement
 * @param measured how long each takes
 */
record StreamBench(
    Path model,
    Path windowed,
    List<Integer> assets,
    List<Side> sides,
    int predictorParallelism,
    Duration warmUp,
    Duration measured) {

  StreamBench {
    assets = List.copyOf(assets);
    sides = List.copyOf(sides);
    if (assets.isEmpty() || assets.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "fleets of %s assets (expected at least one, each positive)".formatted(assets));
    }
    if (predictorParallelism < 1) {
      throw new IllegalArgumentException(
          "a parallelism of %d (expected at least 1)".formatted(predictorParallelism));
    }
    if (measured.toMillis() < 1 || warmUp.isNegative()) {
      throw new IllegalArgumentException(
          "%s after %s of warming up (expected more than 0 after 0 or more)"
              .formatted(measured, warmUp));
    }
  }

  StreamBenchReport run() throws Exception {
    PlatformModel streaming = PlatformModel.in(ModelDirectory.open(model));
    PlatformModel reading = PlatformModel.in(ModelDirectory.open(windowed));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path directory = Files.createTempDirectory("harbinger-bench");
    List<Result> results = new ArrayList<>();
    try {
      Path module = directory.resolve("module.pt");
      if (sides.contains(Side.PREDICTOR)) {
        RulTorchScript.write(windowed, module);
      }
      for (int fleet : assets) {
        for (Side side : sides) {
          Path own = directory.resolve(side + "-" + fleet);
          results.add(
              switch (side) {
                case HARBINGER -> harbinger(streaming, fleet).measure(own, warmUp, measured);
                case PREDICTOR -> predictor(reading, module, fleet).measure(own, warmUp, measured);
              });
          delete(own);
        }
      }
      return new StreamBenchReport(
          name(streaming),
          name(reading),
          Runtime.getRuntime().availableProcessors(),
          load,
          results);
    } finally {
      delete(directory);
    }
  }

  private MeasuredPipeline harbinger(PlatformModel streaming, int fleet) {
    return new MeasuredPipeline(
        Side.HARBINGER,
        fleet,
        streaming.windows(),
        1,
        (env, kafka) ->
            RulJob.build(env, RulJobConfig.of(kafka, streaming.directory().path().toString())));
  }

  private MeasuredPipeline predictor(PlatformModel reading, Path module, int fleet) {
    return new MeasuredPipeline(
        Side.PREDICTOR,
        fleet,
        reading.windows(),
        predictorParallelism,
        (env, kafka) -> PredictorJob.build(env, kafka, module.toString(), predictorParallelism));
  }

  private static String name(PlatformModel model) {
    return model.directory().info().name() + "/" + model.directory().info().version();
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
