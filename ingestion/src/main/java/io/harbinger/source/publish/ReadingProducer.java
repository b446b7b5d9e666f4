package io.harbinger.source.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka producer that loses and repeats nothing. */
final class ReadingProducer {

  private ReadingProducer() {}

  static Producer<String, byte[]> connect(String bootstrapServers, Map<String, String> properties) {
    return new KafkaProducer<>(
        configuration(bootstrapServers, properties),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** The caller's properties, except where they would weaken the guarantee. */
  static Map<String, Object> configuration(
      String bootstrapServers, Map<String, String> properties) {
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(ProducerConfig.CLIENT_ID_CONFIG, "harbinger-readings");
    configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    configuration.putAll(properties);
    configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    configuration.put(ProducerConfig.ACKS_CONFIG, "all");
    configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return configuration;
  }
}
