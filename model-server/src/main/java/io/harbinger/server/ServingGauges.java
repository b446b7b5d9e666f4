package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * What is served now: gauges that are there while a model is. One name and version may have two
 * copies for a moment, an old one that drains and a new one; they share the gauges, which tell
 * their sum. Thread-safe.
 */
final class ServingGauges {

  private final MeterRegistry registry;
  private final Map<ModelInfo, Live> live = new HashMap<>();

  ServingGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  synchronized void add(ServedCopy<?, ?> copy) {
    live.computeIfAbsent(copy.info(), this::register).copies().add(copy);
  }

  synchronized void remove(ServedCopy<?, ?> copy) {
    Live of = live.get(copy.info());
    if (of != null && of.copies().remove(copy) && of.copies().isEmpty()) {
      live.remove(copy.info());
      of.meters().forEach(registry::remove);
    }
  }

  private Live register(ModelInfo info) {
    List<ServedCopy<?, ?>> copies = new CopyOnWriteArrayList<>();
    Tags tags = ServingMeters.tags(info);
    return new Live(
        copies,
        List.of(
            Gauge.builder(
                    "harbinger.inference.queue.length",
                    () -> copies.stream().mapToInt(ServedCopy::queueLength).sum())
                .description("Requests that wait for a worker")
                .baseUnit("requests")
                .tags(tags)
                .register(registry),
            Gauge.builder(
                    "harbinger.inference.queue.capacity",
                    () -> copies.stream().mapToInt(ServedCopy::queueCapacity).sum())
                .description("Requests that may wait; one more is refused")
                .baseUnit("requests")
                .tags(tags)
                .register(registry),
            Gauge.builder("harbinger.model.info", () -> 1)
                .description("The models that are served, by name, version and task")
                .tags(tags.and("task", info.task()))
                .register(registry),
            TimeGauge.builder(
                    "harbinger.model.age",
                    () -> copies.stream().mapToLong(ServedCopy::ageNanos).max().orElse(0),
                    TimeUnit.NANOSECONDS)
                .description("Time since the model was loaded")
                .tags(tags)
                .register(registry)));
  }

  private record Live(List<ServedCopy<?, ?>> copies, List<Meter> meters) {}
}
