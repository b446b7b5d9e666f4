package io.harbinger.source.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ReadingProducerTest {

  @Test
  void isIdempotentAndWaitsForAllReplicasWhateverTheCallerSays() {
    Map<String, Object> configuration =
        ReadingProducer.configuration(
            "localhost:1", Map.of("acks", "0", "enable.idempotence", "false", "linger.ms", "20"));
    assertThat(configuration)
        .containsEntry("bootstrap.servers", "localhost:1")
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", "true")
        .containsEntry("linger.ms", "20")
        .containsEntry("compression.type", "lz4");
    configuration.put("key.serializer", StringSerializer.class);
    configuration.put("value.serializer", ByteArraySerializer.class);
    ProducerConfig accepted = new ProducerConfig(configuration);
    assertThat(accepted.getBoolean("enable.idempotence")).isTrue();
  }

  @Test
  void letsTheCallerChooseTheCompression() {
    assertThat(ReadingProducer.configuration("localhost:1", Map.of("compression.type", "zstd")))
        .containsEntry("compression.type", "zstd");
  }
}
