package io.harbinger.console.web;

import io.harbinger.console.live.LiveState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gauge of the remaining life of those few assets that have the least: the only series whose
 * label is an asset's name, and never more of them than it was told. Whoever started it closes it.
 */
final class WorstAssets implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorstAssets.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final LiveState state;
  private final int most;
  private final MultiGauge gauge;
  private final ScheduledExecutorService ticker;

  private WorstAssets(LiveState state, int most, MeterRegistry registry) {
    this.state = state;
    this.most = most;
    this.gauge =
        MultiGauge.builder("harbinger.fleet.worst.rul")
            .description("Remaining life of the assets that have the least")
            .baseUnit("cycles")
            .register(registry);
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "console-worst");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to look at the fleet every second. */
  static WorstAssets start(LiveState state, int most, MeterRegistry registry) {
    WorstAssets worst = new WorstAssets(state, most, registry);
    var unused =
        worst.ticker.scheduleWithFixedDelay(
            worst::updateSafely, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return worst;
  }

  private void updateSafely() {
    try {
      update();
    } catch (RuntimeException e) {
      log.error("the gauge of the worst assets could not be set; it goes on", e);
    }
  }

  private void update() {
    List<MultiGauge.Row<?>> rows =
        state.worst(most).stream()
            .<MultiGauge.Row<?>>map(
                row -> MultiGauge.Row.of(Tags.of("asset", row.asset()), row.prediction().getRul()))
            .toList();
    gauge.register(rows, true);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    gauge.register(List.of(), true);
  }
}
