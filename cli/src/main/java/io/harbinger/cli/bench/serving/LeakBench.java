package io.harbinger.cli.bench.serving;

import io.harbinger.cli.bench.load.ClosedLoop;
import io.harbinger.cli.bench.load.RandomWindows;
import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelTask;
import io.harbinger.model.Precision;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks for memory that is not given back: serves a model many inferences long, then loads and
 * unloads it many times, and compares the process's resident memory with what it was once warm.
 *
 * @param model directory of a model that reads windows
 * @param inferences to make; a tenth of them first, to warm up
 * @param loads to make; a tenth of them first
 * @param most growth that is taken for no leak, as a share
 * @param control whether to serve a model that leaks on purpose
 */
record LeakBench(Path model, int inferences, int loads, double most, boolean control) {

  private static final int IN_FLIGHT = 32;
  private static final int SAMPLES = 10;
  private static final double MEGABYTE = 1e6;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  LeakBench {
    if (inferences < SAMPLES * IN_FLIGHT || loads < SAMPLES) {
      throw new IllegalArgumentException(
          "%d inferences and %d loads (expected at least %d and %d)"
              .formatted(inferences, loads, SAMPLES * IN_FLIGHT, SAMPLES));
    }
    if (ResidentMemory.bytes().isEmpty()) {
      throw new IllegalArgumentException(
          "this system does not tell a process's resident memory (expected Linux with /proc)");
    }
  }

  LeakBenchReport run() {
    List<RulWindow> windows =
        new RandomWindows(RulModel.spec(ModelDirectory.open(model)), new SplittableRandom(1))
            .next(IN_FLIGHT);
    load(windows);
    List<Double> answering;
    double warm;
    try (ModelServer server = server();
        ModelLease<RulWindow, RulEstimate> lease = lease(server)) {
      infer(lease, windows, inferences / SAMPLES);
      for (int i = 0; i < loads / SAMPLES; i++) {
        load(windows);
      }
      warm = megabytes();
      answering = sampled(() -> infer(lease, windows, inferences / SAMPLES));
    }
    List<Double> loading =
        sampled(
            () -> {
              for (int i = 0; i < loads / SAMPLES; i++) {
                load(windows);
              }
            });
    return LeakBenchReport.of(inferences, loads, warm, answering, loading, most);
  }

  private static List<Double> sampled(Runnable portion) {
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      portion.run();
      samples.add(megabytes());
    }
    return samples;
  }

  private static void infer(
      ModelLease<RulWindow, RulEstimate> lease, List<RulWindow> windows, int count) {
    try (ClosedLoop<RulWindow> loop = new ClosedLoop<>(lease, windows, PATIENCE)) {
      long done = 0;
      while (done < count) {
        done += loop.run();
      }
    }
  }

  /** Loads the model in a server of its own, asks it once, and unloads it: closing waits for it. */
  private void load(List<RulWindow> windows) {
    try (ModelServer server = server();
        ModelLease<RulWindow, RulEstimate> lease = lease(server)) {
      infer(lease, windows, 1);
    }
  }

  private static ModelServer server() {
    return ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
  }

  private ModelLease<RulWindow, RulEstimate> lease(ModelServer server) {
    ModelTask<RulWindow, RulEstimate> task =
        new ModelTask<>(RulModel.SERVED.name(), RulWindow.class, RulEstimate.class, this::loaded);
    return server.acquire(task, model, ServingOptions.defaults());
  }

  private BatchModel<RulWindow, RulEstimate> loaded(Path version, Precision precision) {
    RulModel loaded = RulModel.load(version, precision);
    return control ? new LeakingModel(loaded) : loaded;
  }

  private static double megabytes() {
    // The engine's input buffers lie outside the heap and are freed with the objects that own them.
    System.gc();
    return ResidentMemory.bytes().orElseThrow() / MEGABYTE;
  }
}
