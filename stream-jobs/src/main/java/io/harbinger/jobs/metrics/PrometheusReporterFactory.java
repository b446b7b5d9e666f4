package io.harbinger.jobs.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * For a cluster's configuration, with this module's jar, the model server and Prometheus' libraries
 * in {@code lib/}:
 *
 * <pre>{@code
 * metrics.reporter.harbinger.factory.class: io.harbinger.jobs.metrics.PrometheusReporterFactory
 * metrics.reporter.harbinger.port: 9249
 * metrics.reporter.harbinger.host: 0.0.0.0
 * }</pre>
 *
 * The port is 9249 and the host the loopback interface where nothing else is said.
 */
public final class PrometheusReporterFactory implements MetricReporterFactory {

  private static final String HOST = "host";
  private static final String PORT = "port";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    // Flink's values need not be strings.
    Object port = properties.getOrDefault(PORT, 9249);
    try {
      return new PrometheusReporter(
          String.valueOf(properties.getOrDefault(HOST, "127.0.0.1")),
          Integer.parseInt(String.valueOf(port)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the metrics reporter's port is '%s' (expected a number, or 0 for any free port)"
              .formatted(port),
          e);
    }
  }
}
