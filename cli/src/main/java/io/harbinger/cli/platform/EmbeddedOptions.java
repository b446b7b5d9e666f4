package io.harbinger.cli.platform;

import io.harbinger.platform.embedded.EmbeddedPlatformOptions;
import io.harbinger.platform.net.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the platform in this process keeps its data and listens. */
final class EmbeddedOptions {

  private static final int KAFKA_PORT = 9092;
  private static final int METRICS_PORT = 9464;
  private static final int CONSOLE_PORT = 8480;
  private static final Path ROOT = Path.of(System.getProperty("harbinger.root", "."));

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "The model's directory, of either form (default: the shipped models/rul-fd001).")
  private @Nullable Path model;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where topics and state are kept from one start to the next (default: .harbinger/demo).")
  private @Nullable Path directory;

  @Option(names = "--fresh", description = "Forget what earlier starts have left in --dir.")
  private boolean fresh;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Kafka's port, 0 for any (default: 9092, or any where that is taken).")
  private @Nullable Integer kafkaPort;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Port of /metrics, 0 for any (default: 9464, or any where that is taken).")
  private @Nullable Integer metricsPort;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      description =
          "Port of the web console, 0 for any (default: 8480, or any where that is taken).")
  private @Nullable Integer consolePort;

  @Option(
      names = "--adapt-intervals",
      description =
          "Make the intervals wider or narrower by what failures teach (default: they are only"
              + " judged).")
  private boolean adaptIntervals;

  @Mixin private AlertmanagerCliOptions alertmanager;

  Path directory() {
    return directory != null ? directory : ROOT.resolve(".harbinger").resolve("demo");
  }

  EmbeddedPlatformOptions platform() {
    return new EmbeddedPlatformOptions(
        directory(),
        model != null ? model : ROOT.resolve("models").resolve("rul-fd001"),
        kafkaPort != null ? kafkaPort : Ports.usualOrAny(KAFKA_PORT),
        metricsPort != null ? metricsPort : Ports.usualOrAny(METRICS_PORT),
        consolePort != null ? consolePort : Ports.usualOrAny(CONSOLE_PORT),
        alertmanager.options(),
        adaptIntervals);
  }

  /** Deletes what earlier starts have left, where that was asked for. */
  void prepare() {
    if (!fresh || !Files.exists(directory())) {
      return;
    }
    // Only what a start makes, so that a mistyped --dir costs nobody their files.
    for (String own : List.of("kafka", "flink", "flink-stream", "windows", "starts")) {
      delete(directory().resolve(own));
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
