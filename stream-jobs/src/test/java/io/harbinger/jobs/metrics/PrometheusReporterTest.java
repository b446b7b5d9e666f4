package io.harbinger.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.Test;

class PrometheusReporterTest {

  private static final String HOST = "127.0.0.1";

  @Test
  void servesTheClustersMetricsAndTheModelServersAtOneAddress() throws Exception {
    Counter requests = Metrics.counter("reporter.test.requests");
    PrometheusReporter reporter = new PrometheusReporter(HOST, 0);
    try {
      reporter.open(new MetricConfig());
      SimpleCounter counter = new SimpleCounter();
      counter.inc(3);
      reporter.notifyOfAddedMetric(
          counter, "in", new ScopedGroup("task", Map.of("<task_name>", "map")));
      requests.increment();

      assertThat(scrape(reporter.port()))
          .contains("flink_task_in{task_name=\"map\"} 3.0")
          .contains("reporter_test_requests_total 1.0");
    } finally {
      reporter.close();
      Metrics.globalRegistry.remove(requests);
    }
  }

  @Test
  void letsGoOfTheGlobalRegistryAndThePort() {
    PrometheusReporter reporter = new PrometheusReporter(HOST, 0);
    reporter.open(new MetricConfig());
    int before = Metrics.globalRegistry.getRegistries().size();
    int port = reporter.port();

    reporter.close();

    assertThat(Metrics.globalRegistry.getRegistries()).hasSize(before - 1);
    new PrometheusReporter(HOST, port).close();
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    PrometheusReporter first = new PrometheusReporter(HOST, 0);
    try {
      assertThatThrownBy(() -> new PrometheusReporter(HOST, first.port()))
          .hasMessageContaining(HOST + ":" + first.port());
    } finally {
      first.close();
    }
  }

  @Test
  void aPortThatIsNoNumberIsRefused() {
    Properties properties = new Properties();
    properties.setProperty("port", "9249-9260");
    assertThatThrownBy(() -> new PrometheusReporterFactory().createMetricReporter(properties))
        .hasMessageContaining("9249-9260")
        .hasMessageContaining("expected a number");
  }

  @Test
  void flinkFindsItAsAService() {
    assertThat(ServiceLoader.load(MetricReporterFactory.class))
        .hasAtLeastOneElementOfType(PrometheusReporterFactory.class);
  }

  private static String scrape(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
