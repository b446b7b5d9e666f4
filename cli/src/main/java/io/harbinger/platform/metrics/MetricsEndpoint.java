package io.harbinger.platform.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import java.io.IOException;

/**
 * Serves a registry's meters, and those of the Java machine, at {@code /metrics}. Whoever started
 * it closes it; the registry stays the caller's.
 */
public final class MetricsEndpoint implements AutoCloseable {

  /** Only this machine reaches it. */
  public static final String LOOPBACK = "127.0.0.1";

  private final String host;
  private final HTTPServer server;
  private final JvmGcMetrics gc;

  private MetricsEndpoint(String host, HTTPServer server, JvmGcMetrics gc) {
    this.host = host;
    this.server = server;
    this.gc = gc;
  }

  /** Starts serving on the loopback interface; port 0 takes any free one. */
  public static MetricsEndpoint start(PrometheusMeterRegistry registry, int port) {
    return start(registry, LOOPBACK, port);
  }

  /**
   * Starts serving; port 0 takes any free one.
   *
   * @param host the name or address of the interface, 0.0.0.0 for all
   */
  public static MetricsEndpoint start(PrometheusMeterRegistry registry, String host, int port) {
    HTTPServer server;
    try {
      server =
          HTTPServer.builder()
              .hostname(host)
              .port(port)
              .registry(registry.getPrometheusRegistry())
              .buildAndStart();
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot serve metrics on %s:%d: the port is taken, or the host is not this machine; choose another with --metrics-port, or 0 for any free one"
              .formatted(host, port),
          e);
    }
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    return new MetricsEndpoint(host, server, gc);
  }

  /** Where the metrics are. */
  public String url() {
    return "http://%s:%d/metrics".formatted(host, server.getPort());
  }

  /** Stops serving. */
  @Override
  public void close() {
    gc.close();
    server.close();
  }
}
