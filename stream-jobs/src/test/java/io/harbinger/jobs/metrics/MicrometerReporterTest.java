package io.harbinger.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.junit.jupiter.api.Test;

class MicrometerReporterTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerReporter reporter = new MicrometerReporter(registry);

  @Test
  void mirrorsValuesUnderTheirScopeWithStableTagsOnly() {
    Counter counter = new SimpleCounter();
    reporter.notifyOfAddedMetric(
        counter, "in", group("task", Map.of("<task_name>", "map", "<task_attempt_id>", "abc")));
    counter.inc(3);

    assertThat(registry.getMeters()).hasSize(1);
    assertThat(registry.get("flink.task.in").tags("task_name", "map").gauge().value()).isEqualTo(3);
  }

  @Test
  void oneNameWithOtherTagKeysGetsANameOfItsOwn() {
    reporter.notifyOfAddedMetric(count(1), "in", group("task", Map.of("<a>", "x")));
    reporter.notifyOfAddedMetric(count(2), "in", group("task", Map.of("<a>", "x", "<b>", "y")));
    reporter.notifyOfAddedMetric(count(4), "in", group("task", Map.of("<a>", "x", "<b>", "z")));

    assertThat(registry.get("flink.task.in").gauge().value()).isEqualTo(1);
    assertThat(registry.get("flink.task.in.by.a.b").tag("b", "y").gauge().value()).isEqualTo(2);
    assertThat(registry.get("flink.task.in.by.a.b").tag("b", "z").gauge().value()).isEqualTo(4);
  }

  @Test
  void aRestartedTasksMetricTakesThePlaceOfTheOldWhicheverOrderFlinkTellsIn() {
    MetricGroup group = group("task", Map.of("<a>", "x"));
    Counter old = count(1);
    Counter fresh = count(2);
    reporter.notifyOfAddedMetric(old, "in", group);
    reporter.notifyOfAddedMetric(fresh, "in", group);
    reporter.notifyOfRemovedMetric(old, "in", group);

    assertThat(registry.get("flink.task.in").gauge().value()).isEqualTo(2);

    reporter.notifyOfRemovedMetric(fresh, "in", group);
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aHistogramIsItsQuantilesAndItsCount() {
    DescriptiveStatisticsHistogram histogram = new DescriptiveStatisticsHistogram(10);
    reporter.notifyOfAddedMetric(histogram, "ms", group("task", Map.of("<a>", "x")));
    histogram.update(5);
    histogram.update(5);

    assertThat(registry.get("flink.task.ms").tag("quantile", "0.99").gauge().value()).isEqualTo(5);
    assertThat(registry.get("flink.task.ms.count").functionCounter().count()).isEqualTo(2);
    reporter.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aGaugeThatIsNoNumberIsLeftOut() {
    Gauge<String> words = () -> "words";
    reporter.notifyOfAddedMetric(words, "text", group("task", Map.of()));

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aTokenIsGoodUntilTheBindingIsClosed() {
    FlinkMeters.Binding binding = FlinkMeters.bind(registry);
    assertThat(FlinkMeters.registry(binding.token())).isSameAs(registry);
    binding.close();

    assertThatThrownBy(() -> FlinkMeters.registry(binding.token()))
        .hasMessageContaining("no meter registry is bound under '" + binding.token() + "'");
  }

  private static Counter count(long value) {
    Counter counter = new SimpleCounter();
    counter.inc(value);
    return counter;
  }

  private static MetricGroup group(String scope, Map<String, String> variables) {
    return new ScopedGroup(scope, variables);
  }
}
