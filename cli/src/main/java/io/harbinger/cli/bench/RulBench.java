package io.harbinger.cli.bench;

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
 * Measures a model of remaining life: the bare model on one thread, and the model server with as
 * many windows in flight as the batch is large.
 *
 * @param model its directory
 * @param batches windows of a call, and windows in flight
 * @param workers of the server
 * @param meter what times
 */
record RulBench(Path model, List<Integer> batches, int workers, ThroughputMeter meter) {

  private static final long SEED = 1;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  RulBench {
    batches = List.copyOf(batches);
    if (batches.isEmpty() || batches.stream().anyMatch(batch -> batch < 1)) {
      throw new IllegalArgumentException(
          "batches of %s windows (expected at least one, each positive)".formatted(batches));
    }
    if (workers < 1) {
      throw new IllegalArgumentException(workers + " threads (expected at least 1)");
    }
  }

  /** Measures everything, one after the other. */
  RulBenchReport run() {
    List<RulBenchReport.Rate> rates = new ArrayList<>();
    try (RulModel loaded = RulModel.load(model)) {
      RandomWindows windows = new RandomWindows(loaded.spec(), new SplittableRandom(SEED));
      for (int batch : batches) {
        rates.add(
            new RulBenchReport.Rate(
                RulBenchReport.Side.MODEL, batch, bare(loaded, windows.next(batch))));
      }
      for (int batch : batches) {
        rates.add(
            new RulBenchReport.Rate(
                RulBenchReport.Side.SERVER, batch, served(windows.next(batch))));
      }
      return new RulBenchReport(loaded.info().name(), loaded.info().version(), workers, rates);
    }
  }

  private Throughput bare(RulModel loaded, List<RulWindow> windows) {
    return meter.measure(() -> loaded.predict(windows).size());
  }

  private Throughput served(List<RulWindow> windows) {
    int batch = windows.size();
    ServingOptions serving =
        ServingOptions.defaults()
            .withMaxBatch(Math.min(ServingOptions.defaults().maxBatch(), batch))
            .withQueueCapacity(Math.max(ServingOptions.defaults().queueCapacity(), batch))
            .withWorkers(workers);
    try (ModelServer server =
            ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
        ModelLease<RulWindow, RulEstimate> lease = server.acquire(RulModel.SERVED, model, serving);
        ClosedLoop<RulWindow> loop = new ClosedLoop<>(lease, windows, PATIENCE)) {
      return meter.measure(loop);
    }
  }
}
