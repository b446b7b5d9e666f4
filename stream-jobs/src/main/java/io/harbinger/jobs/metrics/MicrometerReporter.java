package io.harbinger.jobs.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mirrors Flink's metrics in a Micrometer registry, named {@code flink.<scope>.<name>}, for
 * instance {@code flink.taskmanager.job.task.operator.numRecordsIn}.
 *
 * <p>Tags are the scope's variables but those that change with every attempt. One name has one set
 * of tag keys, as Prometheus demands: the first registration fixes it; a metric that comes with
 * other keys goes by a name with those keys added, and the log says so once. A restarted job's
 * metric takes the place of its predecessor. Thread-safe, as Flink calls it under a lock of its
 * own.
 */
final class MicrometerReporter implements MetricReporter {

  private static final Logger LOG = LoggerFactory.getLogger(MicrometerReporter.class);

  /** Different after every restart, so unbounded as labels. */
  private static final Set<String> UNSTABLE =
      Set.of(
          "host",
          "tm_id",
          "job_id",
          "task_id",
          "task_attempt_id",
          "task_attempt_num",
          "operator_id");

  private static final double[] QUANTILES = {0.5, 0.99};

  private final MeterRegistry registry;
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<Meter.Id, Registration> owners = new HashMap<>();
  private final Map<Registration, List<Meter>> meters = new HashMap<>();

  MicrometerReporter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public synchronized void close() {
    List.copyOf(meters.keySet()).forEach(this::remove);
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    Registration at = registration(metric, name, group);
    switch (metric.getMetricType()) {
      case COUNTER -> {
        // A Flink counter may go down, which no counter of Micrometer may.
        Counter counter = (Counter) metric;
        gauge(at, at.tags(), counter::getCount);
      }
      case METER -> {
        org.apache.flink.metrics.Meter meter = (org.apache.flink.metrics.Meter) metric;
        gauge(at, at.tags(), meter::getRate);
      }
      case HISTOGRAM -> histogram(at, (Histogram) metric);
      case GAUGE -> {
        org.apache.flink.metrics.Gauge<?> gauge = (org.apache.flink.metrics.Gauge<?>) metric;
        if (gauge.getValue() instanceof Number) {
          gauge(at, at.tags(), () -> (Number) gauge.getValue());
        }
      }
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    remove(registration(metric, name, group));
  }

  private Registration registration(Metric metric, String name, MetricGroup group) {
    Tags tags = tags(group);
    return new Registration(metric, unambiguous("flink." + scope(group) + "." + name, tags), tags);
  }

  private void remove(Registration at) {
    List<Meter> gone = meters.remove(at);
    if (gone != null) {
      // A newer metric may have taken the name already: that one stays.
      gone.stream().filter(meter -> owners.remove(meter.getId(), at)).forEach(registry::remove);
    }
  }

  private void histogram(Registration at, Histogram histogram) {
    for (double quantile : QUANTILES) {
      gauge(
          at,
          at.tags().and("quantile", String.valueOf(quantile)),
          () -> histogram.getStatistics().getQuantile(quantile));
    }
    String count = at.name() + ".count";
    replace(
        at,
        new Meter.Id(count, at.tags(), null, null, Meter.Type.COUNTER),
        () ->
            FunctionCounter.builder(count, histogram, Histogram::getCount)
                .tags(at.tags())
                .register(registry));
  }

  private void gauge(Registration at, Tags tags, Supplier<Number> value) {
    replace(
        at,
        new Meter.Id(at.name(), tags, null, null, Meter.Type.GAUGE),
        () -> Gauge.builder(at.name(), value).tags(tags).register(registry));
  }

  private void replace(Registration at, Meter.Id id, Supplier<Meter> register) {
    if (owners.put(id, at) != null) {
      registry.remove(id);
    }
    meters.computeIfAbsent(at, key -> new ArrayList<>()).add(register.get());
  }

  /** The name, or where it is taken with other tag keys, the name with this one's keys. */
  private String unambiguous(String name, Tags tags) {
    Set<String> mine =
        tags.stream().map(Tag::getKey).collect(Collectors.toCollection(TreeSet::new));
    Set<String> first = keys.putIfAbsent(name, mine);
    if (first == null || first.equals(mine)) {
      return name;
    }
    String other = name + ".by." + String.join(".", mine);
    if (keys.putIfAbsent(other, mine) == null) {
      LOG.warn(
          "metric {} has tags {} and also {}: the latter is named {}", name, first, mine, other);
    }
    return other;
  }

  private static Tags tags(MetricGroup group) {
    List<Tag> tags = new ArrayList<>();
    group
        .getAllVariables()
        .forEach(
            (key, value) -> {
              String bare = key.substring(1, key.length() - 1);
              if (!UNSTABLE.contains(bare)) {
                tags.add(Tag.of(bare, value.isEmpty() ? "none" : value));
              }
            });
    return Tags.of(tags);
  }

  private static String scope(MetricGroup group) {
    return LogicalScopeProvider.castFrom(group).getLogicalScope(text -> text, '.');
  }

  /** One metric under one name: Flink may register the same object under several. */
  private record Registration(Metric metric, String name, Tags tags) {}
}
