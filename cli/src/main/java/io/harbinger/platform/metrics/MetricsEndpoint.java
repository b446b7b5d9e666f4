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
 * Serves a registry's meters, and those of the Java machine, at {@code /metrics} on the loopback
 * interface. Whoever started it closes it; the registry stays the caller's.
 */
public final class MetricsEndpoint implements AutoCloseable {

  private final HTTPServer server;
  private final JvmGcMetrics gc;

  private MetricsEndpoint(HTTPServer server, JvmGcMetrics gc) {
    this.server = server;
    this.gc = gc;
  }

  /** Starts serving; port 0 takes any free one. */
  public static MetricsEndpoint start(PrometheusMeterRegistry registry, int port) {
    HTTPServer server;
    try {
      server =
          HTTPServer.builder()
              .hostname("127.0.0.1")
              .port(port)
              .registry(registry.getPrometheusRegistry())
              .buildAndStart();
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot serve metrics on 127.0.0.1:%d: the port is taken; choose another with --metrics-port, or 0 for any free one"
              .formatted(port),
          e);
    }
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    return new MetricsEndpoint(server, gc);
  }

  /** Where the metrics are. */
  public String url() {
    return "http://127.0.0.1:%d/metrics".formatted(server.getPort());
  }

  /** Stops serving. */
  @Override
  public void close() {
    gc.close();
    server.close();
  }
}
