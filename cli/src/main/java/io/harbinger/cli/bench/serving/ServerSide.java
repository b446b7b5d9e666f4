package io.harbinger.cli.bench.serving;

import io.harbinger.cli.bench.load.Arrivals;
import io.harbinger.cli.bench.load.ClosedLoop;
import io.harbinger.cli.bench.load.Latencies;
import io.harbinger.cli.bench.load.ThroughputMeter;
import io.harbinger.model.ModelTask;
import io.harbinger.model.rul.RulEstimate;
import io.harbinger.model.rul.RulWindow;
import io.harbinger.server.InferenceException;
import io.harbinger.server.ModelLease;
import io.harbinger.server.ModelServer;
import io.harbinger.server.ServerOptions;
import io.harbinger.server.ServingOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The model server, asked for one window at a time; a refused window is not asked again. */
final class ServerSide implements Side {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ModelServer server;
  private final ModelLease<RulWindow, RulEstimate> lease;
  private final List<RulWindow> windows;

  /**
   * Loads the model.
   *
   * @param task how it is loaded
   * @param windows asked again and again; as many are in flight where the capacity is measured
   */
  ServerSide(
      ModelTask<RulWindow, RulEstimate> task,
      Path model,
      ServingOptions serving,
      List<RulWindow> windows) {
    this.windows = windows;
    this.server =
        ModelServer.start(
            ServerOptions.defaults().withExecutionsAtOnce(serving.workers()),
            new SimpleMeterRegistry());
    try {
      this.lease = server.acquire(task, model, serving);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public double capacity(Duration length) {
    ThroughputMeter meter = new ThroughputMeter(System::nanoTime, Duration.ZERO, length, 1);
    try (ClosedLoop<RulWindow> loop = new ClosedLoop<>(lease, windows, PATIENCE)) {
      return meter.measure(loop).median();
    }
  }

  @Override
  public Latencies at(double rate, Duration length, long seed) {
    Arrivals arrivals = Arrivals.poisson(rate, length, seed, System::nanoTime);
    Semaphore ended = new Semaphore(0);
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    int asked = 0;
    arrivals.begin();
    while (true) {
      Arrivals.Range range = arrivals.take(windows.size());
      if (range.size() == 0) {
        break;
      }
      asked += range.size();
      List<CompletionStage<RulEstimate>> stages = lease.submitAll(inputs(range));
      for (int i = 0; i < range.size(); i++) {
        int request = range.first() + i;
        CompletionStage<RulEstimate> unused =
            stages
                .get(i)
                .whenComplete(
                    (estimate, failure) -> {
                      if (failure == null) {
                        arrivals.answered(request);
                      } else if (full(failure)) {
                        arrivals.refused(request);
                      } else {
                        broken.compareAndSet(null, failure);
                      }
                      ended.release();
                    });
      }
    }
    await(ended, asked, broken);
    return arrivals.latencies();
  }

  private static boolean full(Throwable failure) {
    return failure instanceof InferenceException inference
        && inference.reason() == InferenceException.Reason.QUEUE_FULL;
  }

  private List<RulWindow> inputs(Arrivals.Range range) {
    List<RulWindow> inputs = new ArrayList<>(range.size());
    for (int i = range.first(); i < range.end(); i++) {
      inputs.add(windows.get(i % windows.size()));
    }
    return inputs;
  }

  private static void await(
      Semaphore ended, int asked, AtomicReference<@Nullable Throwable> broken) {
    try {
      if (!ended.tryAcquire(asked, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(
            "%d of %d requests ended within %s"
                .formatted(ended.availablePermits(), asked, PATIENCE));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
    Throwable failure = broken.get();
    if (failure != null) {
      throw new IllegalStateException("the server failed: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    lease.close();
    server.close();
  }
}
