package io.harbinger.server;

import io.harbinger.model.ModelInfo;
import io.harbinger.model.Precision;
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
  private final Map<Computed, Live> computed = new HashMap<>();

  ServingGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  synchronized void add(ServedCopy<?, ?> copy) {
    live.computeIfAbsent(copy.info(), this::register).copies().add(copy);
    computed.computeIfAbsent(Computed.of(copy), this::describe).copies().add(copy);
  }

  synchronized void remove(ServedCopy<?, ?> copy) {
    remove(live, copy.info(), copy);
    remove(computed, Computed.of(copy), copy);
  }

  private <K> void remove(Map<K, Live> from, K key, ServedCopy<?, ?> copy) {
    Live of = from.get(key);
    if (of != null && of.copies().remove(copy) && of.copies().isEmpty()) {
      from.remove(key);
      of.meters().forEach(registry::remove);
    }
  }

  /** The old and the new copy may compute in two precisions. */
  private Live describe(Computed what) {
    return new Live(
        new CopyOnWriteArrayList<>(),
        List.of(
            Gauge.builder("harbinger.model.info", () -> 1)
                .description(
                    "The models that are served, by name, version, task and what they compute in")
                .tags(
                    ServingMeters.tags(what.info())
                        .and("task", what.info().task(), "precision", what.precision().label()))
                .register(registry)));
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
            TimeGauge.builder(
                    "harbinger.model.age",
                    () -> copies.stream().mapToLong(ServedCopy::ageNanos).max().orElse(0),
                    TimeUnit.NANOSECONDS)
                .description("Time since the model was loaded")
                .tags(tags)
                .register(registry)));
  }

  private record Computed(ModelInfo info, Precision precision) {

    static Computed of(ServedCopy<?, ?> copy) {
      return new Computed(copy.info(), copy.precision());
    }
  }

  private record Live(List<ServedCopy<?, ?>> copies, List<Meter> meters) {}
}
