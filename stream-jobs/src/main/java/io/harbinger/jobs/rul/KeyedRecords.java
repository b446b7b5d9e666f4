package io.harbinger.jobs.rul;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the contract to a topic, under their own key, stamped with the time of writing.
 */
final class KeyedRecords<T extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {

  static {
    ContractTrust.establish();
  }

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Class<T> type;
  private final Key<T> key;
  private transient @Nullable BinaryMessageEncoder<T> encoder;

  KeyedRecords(String topic, Class<T> type, Key<T> key) {
    this.topic = topic;
    this.type = type;
    this.key = key;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, @Nullable Long timestamp) {
    if (encoder == null) {
      SpecificData data = SpecificData.getForClass(type);
      encoder = new BinaryMessageEncoder<>(data, data.getSchema(type));
    }
    return new ProducerRecord<>(topic, key.apply(element), bytes(encoder, element));
  }

  private static <T> byte[] bytes(BinaryMessageEncoder<T> encoder, T element) {
    try {
      ByteBuffer encoded = encoder.encode(element);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + element, e);
    }
  }

  /** A record's key in bytes; null spreads records over the partitions. */
  interface Key<T> extends Function<T, byte @Nullable []>, Serializable {}
}
