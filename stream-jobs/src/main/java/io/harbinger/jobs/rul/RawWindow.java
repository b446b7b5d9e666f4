package io.harbinger.jobs.rul;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, of the windows topic or of the reports, not yet looked into: what an
 * unreadable one needs to become a dead letter. Nobody writes into its arrays.
 *
 * @param topic it was read from
 * @param partition of the topic
 * @param offset in the partition
 * @param timestamp of the record, milliseconds since the epoch
 * @param key bytes, or null
 * @param value bytes, or null
 */
public record RawWindow(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  /** The key as text; empty where there is none. */
  String keyText() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  static RawWindow of(ConsumerRecord<byte[], byte[]> record) {
    return new RawWindow(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        record.value());
  }
}
