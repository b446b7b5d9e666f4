package io.harbinger.console.feed;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.SignInAdvice;
import io.harbinger.contract.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes by an idempotent producer, and waits for all replicas in sync. */
public final class KafkaOutbox implements Outbox {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final ContractCodec<MaintenanceEvent> events = ContractCodec.of(MaintenanceEvent.class);

  private KafkaOutbox(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * An outbox of its own.
   *
   * @param settings of a Kafka client: bootstrap.servers, security
   */
  public static KafkaOutbox of(Map<String, Object> settings) {
    Map<String, Object> own = new HashMap<>(settings);
    own.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "harbinger-console");
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT.toMillis());
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis() / 2);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
    own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_DEAD_LETTER_BYTES);
    return new KafkaOutbox(
        new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @Override
  public void report(MaintenanceEvent event) {
    send(
        new ProducerRecord<>(
            Topics.MAINTENANCE_EVENTS.topic(),
            event.getAsset().getBytes(StandardCharsets.UTF_8),
            events.encode(event)));
  }

  @Override
  public void resend(DeadLetter letter, Origin origin) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(letter.getTopic(), bytes(letter.getKey()), bytes(letter.getValue()));
    record
        .headers()
        .add(
            "harbinger.resent-from",
            (origin.topic().topic() + "-" + origin.position()).getBytes(StandardCharsets.UTF_8));
    send(record);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw refused(record, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw refused(record, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboxException("interrupted while writing to " + record.topic(), e);
    }
  }

  private static OutboxException refused(ProducerRecord<byte[], byte[]> record, Throwable cause) {
    return new OutboxException(
        "nothing was written to %s: %s; %s"
            .formatted(
                record.topic(),
                cause.getMessage(),
                SignInAdvice.on(cause)
                    .orElse(
                        "check that the broker runs, that the topic exists and that the console may"
                            + " write to it")),
        cause);
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    ByteBuffer view = buffer.duplicate();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    producer.close(LIMIT);
  }
}
