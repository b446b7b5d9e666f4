package io.harbinger.server.version;

import io.harbinger.model.Disagreement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a name's versions are measured by. A version's gauges are there while it is; counters have
 * no version's label, so that their number does not grow. Thread-safe.
 */
final class NameMeters {

  /** What became of a change of who answers. */
  enum Swap {
    /** Another version answers now. */
    SWAPPED,
    /** A candidate was put beside the version that answers, or taken away. */
    CANDIDATE,
    /** A version that was to answer must not: the one before goes on. */
    KEPT
  }

  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<Swap, Counter> swaps;
  private final Map<LoadFailure, Counter> failures;
  private final Map<ShadowOutcome, Counter> shadows;
  private final DistributionSummary disagreement;
  private final Map<Integer, Meter> states = new HashMap<>();
  private final Map<Integer, Meter> shares = new HashMap<>();
  private boolean closed;

  NameMeters(MeterRegistry registry, String model, Disagreement<?> disagreement) {
    this.registry = registry;
    this.tags = Tags.of("model", model);
    this.swaps =
        counters(
            Swap.class,
            swap -> swap.name().toLowerCase(Locale.ROOT),
            Counter.builder("harbinger.model.swaps")
                .description("Changes of who answers, by what became of them")
                .baseUnit("swaps"),
            "outcome");
    this.failures =
        counters(
            LoadFailure.class,
            LoadFailure::label,
            Counter.builder("harbinger.model.load.failures")
                .description("Versions that must not serve, by reason")
                .baseUnit("versions"),
            "reason");
    this.shadows =
        counters(
            ShadowOutcome.class,
            ShadowOutcome::label,
            Counter.builder("harbinger.shadow.requests")
                .description("Requests copied to a version that answers nobody")
                .baseUnit("requests"),
            "outcome");
    this.disagreement =
        DistributionSummary.builder("harbinger.shadow.disagreement")
            .description("How far the shadow's answers lie from those that were given")
            .baseUnit(disagreement.unit())
            .serviceLevelObjectives(
                disagreement.bounds().stream().mapToDouble(Double::doubleValue).toArray())
            .tags(tags)
            .register(registry);
  }

  private <E extends Enum<E>> Map<E, Counter> counters(
      Class<E> of, Function<E, String> label, Counter.Builder builder, String key) {
    Map<E, Counter> counters = new EnumMap<>(of);
    for (E one : of.getEnumConstants()) {
      counters.put(one, builder.tags(tags.and(key, label.apply(one))).register(registry));
    }
    return counters;
  }

  void swapped(Swap swap) {
    increment(swaps.get(swap));
  }

  void refused(LoadFailure why) {
    increment(failures.get(why));
  }

  void shadowed(ShadowOutcome outcome) {
    increment(shadows.get(outcome));
  }

  private static void increment(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  void disagreed(double distance) {
    disagreement.record(distance);
  }

  synchronized void state(int version, VersionState state) {
    remove(states, version);
    if (!closed && !(state instanceof VersionState.Unloaded)) {
      states.put(
          version,
          Gauge.builder("harbinger.model.state", () -> 1)
              .description("How each version stands: 1, its labels are what it tells")
              .tags(tags.and("version", String.valueOf(version), "state", state.label()))
              .register(registry));
    }
  }

  /** Who answers from now on. */
  synchronized void assigned(Assignment to) {
    shares.values().forEach(registry::remove);
    shares.clear();
    share(to.stable(), "stable", 1 - to.share());
    to.canary().ifPresent(version -> share(version, "canary", to.share()));
    to.shadow().ifPresent(version -> share(version, "shadow", 0));
  }

  private void share(int version, String role, double share) {
    shares.put(
        version,
        Gauge.builder("harbinger.model.share", () -> share)
            .description("The part of new requests that each version is to answer")
            .baseUnit("ratio")
            .tags(tags.and("version", String.valueOf(version), "role", role))
            .register(registry));
  }

  private void remove(Map<Integer, Meter> gauges, int version) {
    Optional.ofNullable(gauges.remove(version)).ifPresent(registry::remove);
  }

  /** The name is served no more; what it counted stays. */
  synchronized void close() {
    closed = true;
    states.values().forEach(registry::remove);
    states.clear();
    shares.values().forEach(registry::remove);
    shares.clear();
  }
}
