package io.harbinger.cli.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Kafka, and how to get in. */
final class KafkaOptions {

  private static final String USUAL = "localhost:9092";
  private static final String BROKERS = "bootstrap.servers";

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka's brokers, separated by commas (default: those of --kafka-config, else "
              + USUAL
              + ").")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "More of Kafka's own settings as a properties file, security for instance.")
  private @Nullable Path config;

  /** The brokers. */
  String bootstrapServers() {
    return bootstrapServers != null ? bootstrapServers : file().getOrDefault(BROKERS, USUAL);
  }

  /** The settings of the file, without the brokers. */
  Map<String, String> further() {
    Map<String, String> settings = file();
    settings.remove(BROKERS);
    return settings;
  }

  private Map<String, String> file() {
    Map<String, String> settings = new TreeMap<>();
    if (config != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(config)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot read Kafka's settings in %s (expected a properties file)".formatted(config), e);
      }
      properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    }
    return settings;
  }

  /** All settings of a client. */
  Map<String, Object> client() {
    Map<String, Object> settings = new TreeMap<>(further());
    settings.put(BROKERS, bootstrapServers());
    return settings;
  }
}
