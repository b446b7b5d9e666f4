package io.harbinger.platform.embedded;

import io.harbinger.console.alertmanager.AlertmanagerOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the platform in this process is set up.
 *
 * @param directory where topics and state are kept; of one process at a time
 * @param model a model's directory
 * @param kafkaPort of the broker; 0 for any free one
 * @param metricsPort of {@code /metrics}; 0 for any free one
 * @param consolePort of the web console; 0 for any free one
 * @param alertmanager who is told of alerts; empty for no one
 * @param adaptIntervals whether intervals are made wider or narrower by what failures teach
 */
public record EmbeddedPlatformOptions(
    Path directory,
    Path model,
    int kafkaPort,
    int metricsPort,
    int consolePort,
    Optional<AlertmanagerOptions> alertmanager,
    boolean adaptIntervals) {

  /** Refuses impossible ports. */
  public EmbeddedPlatformOptions {
    check("the Kafka port", kafkaPort);
    check("the metrics port", metricsPort);
    check("the console port", consolePort);
  }

  private static void check(String what, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "%s is %d (expected 1 to 65535, or 0 for any free one)".formatted(what, port));
    }
  }
}
