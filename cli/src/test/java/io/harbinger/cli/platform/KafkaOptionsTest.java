package io.harbinger.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class KafkaOptionsTest {

  @TempDir Path directory;

  @Test
  void theFileNamesTheBrokersWhereTheOptionDoesNot() throws Exception {
    String file = file("bootstrap.servers=kafka:9093\nsecurity.protocol=SSL\n");
    KafkaOptions options = options("--kafka-config", file);
    assertThat(options.bootstrapServers()).isEqualTo("kafka:9093");
    assertThat(options.further()).isEqualTo(Map.of("security.protocol", "SSL"));
    assertThat(options.client())
        .isEqualTo(Map.of("bootstrap.servers", "kafka:9093", "security.protocol", "SSL"));
  }

  @Test
  void theOptionGoesBeforeTheFile() throws Exception {
    String file = file("bootstrap.servers=kafka:9093\n");
    KafkaOptions options = options("--kafka-config", file, "--bootstrap-servers", "other:9092");
    assertThat(options.bootstrapServers()).isEqualTo("other:9092");
    assertThat(options.further()).isEmpty();
    assertThat(options.client()).isEqualTo(Map.of("bootstrap.servers", "other:9092"));
  }

  @Test
  void withoutEitherItIsThisMachine() {
    assertThat(options().client()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> options("--kafka-config", "nowhere.properties").client())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere.properties")
        .hasMessageContaining("expected a properties file");
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("kafka.properties"), text).toString();
  }

  private static KafkaOptions options(String... arguments) {
    return CommandLine.populateCommand(new KafkaOptions(), arguments);
  }
}
