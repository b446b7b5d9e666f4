package io.harbinger.jobs.rul;

import io.harbinger.contract.ContractCodec;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the contract to a topic, under their own key, stamped with the time of writing.
 */
final class KeyedRecords<T extends SpecificRecordBase>
    implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Class<T> type;
  private final Key<T> key;
  private transient @Nullable ContractCodec<T> codec;

  KeyedRecords(String topic, Class<T> type, Key<T> key) {
    this.topic = topic;
    this.type = type;
    this.key = key;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, @Nullable Long timestamp) {
    if (codec == null) {
      codec = ContractCodec.of(type);
    }
    return new ProducerRecord<>(topic, key.apply(element), codec.encode(element));
  }

  /** A record's key in bytes; null spreads records over the partitions. */
  interface Key<T> extends Function<T, byte @Nullable []>, Serializable {}
}
