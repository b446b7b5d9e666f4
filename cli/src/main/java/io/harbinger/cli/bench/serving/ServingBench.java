package io.harbinger.cli.bench.serving;

import io.harbinger.cli.bench.load.RandomWindows;
import io.harbinger.cli.bench.serving.ServingBenchReport.Capacity;
import io.harbinger.cli.bench.serving.ServingBenchReport.Figure;
import io.harbinger.cli.bench.serving.ServingBenchReport.Overload;
import io.harbinger.model.Backend;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelInfo;
import io.harbinger.model.ModelTask;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulTorchScript;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ServingOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Measures ways to answer windows under an open load, one after the other.
 *
 * @param model directory of a model that reads windows
 * @param sides what is measured
 * @param loads windows a second
 * @param threads that compute: workers of the server, callers of the bare model
 * @param subtasks with a predictor each
 * @param overload whether to measure the server beyond its capacity too
 * @param warmUp of each side
 * @param measured how long each load lasts
 */
record ServingBench(
    Path model,
    List<SideName> sides,
    List<Double> loads,
    int threads,
    int subtasks,
    boolean overload,
    Duration warmUp,
    Duration measured) {

  private static final ServingOptions SERVING = ServingOptions.defaults();
  private static final long SEED = 1;

  /** Whatever the manifest asks for. */
  private static final ModelTask<RulWindow, RulEstimate> BY_ONNXRUNTIME =
      new ModelTask<>(
          RulModel.SERVED.name(),
          RulWindow.class,
          RulEstimate.class,
          (path, precision) -> RulModel.load(ModelDirectory.open(path), Backend.ONNXRUNTIME));

  ServingBench {
    sides = List.copyOf(sides);
    loads = List.copyOf(loads);
    if (loads.stream().anyMatch(load -> !(load > 0))) {
      throw new IllegalArgumentException(
          "loads of %s windows a second (expected more than 0)".formatted(loads));
    }
    if (threads < 1 || subtasks < 1) {
      throw new IllegalArgumentException(
          "%d threads and %d subtasks (expected at least 1 of each)".formatted(threads, subtasks));
    }
    if (measured.isNegative() || measured.isZero() || warmUp.isNegative() || warmUp.isZero()) {
      throw new IllegalArgumentException(
          "%s after %s of warming up (expected more than 0 of both)".formatted(measured, warmUp));
    }
  }

  ServingBenchReport run() throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path module = Files.createTempDirectory("harbinger-bench").resolve("module.pt");
    List<Capacity> capacities = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    Overload beyond;
    ModelInfo info;
    try (RulModel loaded = RulModel.load(model)) {
      info = loaded.info();
      RandomWindows random = new RandomWindows(loaded.spec(), new SplittableRandom(SEED));
      List<RulWindow> windows = random.next(2 * SERVING.maxBatch());
      for (SideName name : sides) {
        try (Side side = side(name, loaded, windows, module)) {
          side.capacity(warmUp);
          capacities.add(new Capacity(name, side.capacity(measured)));
          for (double offered : loads) {
            figures.add(Figure.of(name, offered, side.at(offered, measured, SEED)));
          }
        }
      }
      beyond = overload ? overload(windows) : null;
    } finally {
      Files.deleteIfExists(module);
      Path directory = module.getParent();
      if (directory != null) {
        Files.deleteIfExists(directory);
      }
    }
    return new ServingBenchReport(
        info.name(), info.version(), threads, subtasks, load, capacities, figures, beyond);
  }

  private Side side(SideName name, RulModel loaded, List<RulWindow> windows, Path module) {
    return switch (name) {
      case SERVER -> server(RulModel.SERVED, SERVING, windows);
      case SERVER_UNBATCHED -> server(RulModel.SERVED, SERVING.withMaxBatch(1), windows);
      case DIRECT ->
          new TakingSide(threads, SERVING.maxBatch(), true, i -> new DirectTaker(loaded, windows));
      case PREDICTORS -> {
        if (!Files.exists(module)) {
          RulTorchScript.write(model, module);
        }
        yield new TakingSide(subtasks, 1, false, i -> new PredictorTaker(module, windows));
      }
      case SERVER_ONNXRUNTIME -> server(BY_ONNXRUNTIME, SERVING, windows);
      case ONNXRUNTIME_JAVA ->
          new OnnxJavaSide(
              ModelDirectory.open(model), loaded, threads, windows.subList(0, SERVING.maxBatch()));
    };
  }

  private Side server(
      ModelTask<RulWindow, RulEstimate> task, ServingOptions serving, List<RulWindow> windows) {
    return new ServerSide(task, model, serving.withWorkers(threads), windows);
  }

  /** With a queue of two batches, which bounds how long an accepted window may wait. */
  private @Nullable Overload overload(List<RulWindow> windows) {
    ServingOptions serving = SERVING.withWorkers(threads).withQueueCapacity(2 * SERVING.maxBatch());
    try (Side side = new ServerSide(RulModel.SERVED, model, serving, windows)) {
      side.capacity(warmUp);
      double capacity = side.capacity(measured);
      return new Overload(
          capacity,
          figure(side, capacity / 2),
          figure(side, capacity),
          figure(side, 3 * capacity),
          figure(side, capacity / 2));
    }
  }

  private Figure figure(Side side, double offered) {
    return Figure.of(SideName.SERVER, offered, side.at(offered, measured, SEED));
  }
}
