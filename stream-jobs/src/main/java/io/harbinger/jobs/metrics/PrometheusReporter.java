package io.harbinger.jobs.metrics;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Serves Flink's metrics and those of the model server of the same process at {@code /metrics},
 * under the names that the embedded cluster gives them, so that one set of rules fits both.
 *
 * <p>While it is open its registry is part of {@link Metrics#globalRegistry}, where a model server
 * that nobody started with a registry of its own counts. Opened and closed by Flink.
 */
final class PrometheusReporter implements MetricReporter {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerReporter mirror = new MicrometerReporter(registry);
  private final HTTPServer server;

  /** Begins to listen; port 0 takes any free one. */
  PrometheusReporter(String host, int port) {
    try {
      server =
          HTTPServer.builder()
              .hostname(host)
              .port(port)
              .registry(registry.getPrometheusRegistry())
              .buildAndStart();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot serve metrics on %s:%d (expected a free port; metrics.reporter.NAME.port sets it)"
              .formatted(host, port),
          e);
    }
  }

  /** The port that it listens on. */
  int port() {
    return server.getPort();
  }

  @Override
  public void open(MetricConfig config) {
    Metrics.addRegistry(registry);
  }

  @Override
  public void close() {
    Metrics.removeRegistry(registry);
    mirror.close();
    server.close();
    registry.close();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    mirror.notifyOfAddedMetric(metric, name, group);
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    mirror.notifyOfRemovedMetric(metric, name, group);
  }
}
