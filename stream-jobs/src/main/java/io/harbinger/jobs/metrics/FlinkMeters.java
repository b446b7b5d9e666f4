package io.harbinger.jobs.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;

/**
 * Hands a Micrometer registry to Flink's reporter.
 *
 * <p>Flink makes its reporters itself, from strings in its configuration, so an object can reach
 * one only through something static: this table from a random token, which the configuration
 * carries, to the registry. An entry lives from {@link #bind} to {@link Binding#close}.
 */
public final class FlinkMeters {

  static final String TOKEN = "token";

  private static final Map<String, MeterRegistry> REGISTRIES = new ConcurrentHashMap<>();

  private FlinkMeters() {}

  /** Makes a registry reachable for a cluster that is about to be configured. */
  public static Binding bind(MeterRegistry registry) {
    String token = UUID.randomUUID().toString();
    REGISTRIES.put(token, registry);
    return new Binding(token);
  }

  static MeterRegistry registry(String token) {
    MeterRegistry registry = REGISTRIES.get(token);
    if (registry == null) {
      throw new IllegalStateException(
          "no meter registry is bound under '%s' (expected the token of FlinkMeters.bind; outside the embedded cluster use Flink's own reporters)"
              .formatted(token));
    }
    return registry;
  }

  /**
   * A bound registry.
   *
   * @param token the name that the configuration carries
   */
  public record Binding(String token) implements AutoCloseable {

    /** Adds the reporter to a cluster's configuration. */
    public void configure(Configuration configuration) {
      Configuration reporter = new Configuration();
      reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, MicrometerReporterFactory.class.getName());
      reporter.setString(TOKEN, token);
      reporter
          .toMap()
          .forEach(
              (key, value) -> configuration.setString("metrics.reporter.micrometer." + key, value));
    }

    /** Lets go of the registry; the meters of a closed cluster are already gone from it. */
    @Override
    public void close() {
      REGISTRIES.remove(token);
    }
  }
}
