package io.harbinger.cli.bench;

import io.harbinger.cli.bench.load.ClosedLoop;
import io.harbinger.cli.bench.load.RandomWindows;
import io.harbinger.cli.bench.load.Throughput;
import io.harbinger.cli.bench.load.ThroughputMeter;
import io.harbinger.model.BatchModel;
import io.harbinger.model.ModelDirectory;
import io.harbinger.model.ModelTask;
import io.harbinger.model.Precision;
import io.harbinger.model.rul.RulModel;
import io.harbinger.model.rul.stream.StreamRulModel;
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
import java.util.function.IntFunction;

/**
 * Measures a model of remaining life: the bare model on one thread, and the model server with as
 * many windows in flight as make a batch for each of its workers.
 *
 * @param model its directory
 * @param batches windows of a call, and windows in flight for each worker
 * @param workers of the server
 * @param precision that is wished for
 * @param meter what times
 */
record RulBench(
    Path model, List<Integer> batches, int workers, Precision precision, ThroughputMeter meter) {

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
    return StreamRulModel.isIn(ModelDirectory.read(model)) ? streaming() : windowed();
  }

  private RulBenchReport windowed() {
    try (RulModel loaded = RulModel.load(model, precision)) {
      RandomWindows windows = new RandomWindows(loaded.spec(), new SplittableRandom(SEED));
      return report(loaded, RulModel.SERVED, windows::next);
    }
  }

  /** Machines in the middle of their lives, each with one new reading. */
  private RulBenchReport streaming() {
    try (StreamRulModel loaded = StreamRulModel.load(model, precision)) {
      StreamRequests requests = new StreamRequests(loaded, new SplittableRandom(SEED));
      return report(loaded, StreamRulModel.SERVED, requests::next);
    }
  }

  private <I, O> RulBenchReport report(
      BatchModel<I, O> loaded, ModelTask<I, O> task, IntFunction<List<I>> inputs) {
    List<RulBenchReport.Rate> rates = new ArrayList<>();
    for (int batch : batches) {
      List<I> asked = inputs.apply(batch);
      Throughput bare = meter.measure(() -> loaded.predict(asked).size());
      rates.add(new RulBenchReport.Rate(RulBenchReport.Side.MODEL, batch, bare));
    }
    for (int batch : batches) {
      Throughput served = served(task, batch, inputs.apply(batch * workers));
      rates.add(new RulBenchReport.Rate(RulBenchReport.Side.SERVER, batch, served));
    }
    return new RulBenchReport(
        loaded.info().name(), loaded.info().version(), loaded.precision(), workers, rates);
  }

  private <I, O> Throughput served(ModelTask<I, O> task, int batch, List<I> inputs) {
    ServingOptions serving =
        ServingOptions.defaults()
            .withMaxBatch(Math.min(ServingOptions.defaults().maxBatch(), batch))
            .withQueueCapacity(Math.max(ServingOptions.defaults().queueCapacity(), inputs.size()))
            .withWorkers(workers)
            .withPrecision(precision);
    try (ModelServer server =
            ModelServer.start(ServerOptions.defaults(), new SimpleMeterRegistry());
        ModelLease<I, O> lease = server.acquire(task, model, serving);
        ClosedLoop<I> loop = new ClosedLoop<>(lease, inputs, PATIENCE)) {
      return meter.measure(loop);
    }
  }
}
