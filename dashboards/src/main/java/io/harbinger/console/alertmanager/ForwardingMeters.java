package io.harbinger.console.alertmanager;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counts how the telling goes. Thread-safe. */
final class ForwardingMeters {

  /** How a request ended. */
  enum Outcome {
    /** Alertmanager took all of it. */
    ACCEPTED,
    /** Alertmanager says that something in it is wrong. */
    REFUSED,
    /** No answer, or one that may be better later. */
    FAILED
  }

  /** Why an alert, or its end, was not told. */
  enum Drop {
    /** More than may stand. */
    TOO_MANY,
    /** A newer platform wrote it. */
    UNKNOWN_KIND,
    /** Alertmanager will not have it. */
    REFUSED
  }

  private final MeterRegistry registry;
  private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
  private final Map<Drop, Counter> drops = new EnumMap<>(Drop.class);

  ForwardingMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Outcome outcome : Outcome.values()) {
      requests.put(
          outcome,
          Counter.builder("harbinger.alertmanager.requests")
              .description("Requests to Alertmanager by how they ended")
              .baseUnit("requests")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    for (Drop drop : Drop.values()) {
      drops.put(
          drop,
          Counter.builder("harbinger.alertmanager.dropped")
              .description("Alerts, or their ends, that Alertmanager was not told")
              .baseUnit("alerts")
              .tag("reason", drop.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void watch(Supplier<Number> standing, Supplier<Number> waitingMillis) {
    Gauge.builder("harbinger.alertmanager.alerts", standing)
        .description("Alerts of assets that stand")
        .baseUnit("alerts")
        .register(registry);
    TimeGauge.builder("harbinger.alertmanager.wait", waitingMillis, TimeUnit.MILLISECONDS)
        .description("How long what Alertmanager has to be told has waited")
        .register(registry);
  }

  void request(Outcome outcome) {
    Objects.requireNonNull(requests.get(outcome)).increment();
  }

  void dropped(Drop drop) {
    Objects.requireNonNull(drops.get(drop)).increment();
  }
}
