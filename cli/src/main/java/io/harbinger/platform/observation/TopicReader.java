package io.harbinger.platform.observation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics from given positions on a thread of its own, committed records only and in no
 * consumer group, and hands each record on. Whoever started it closes it.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable Throwable failure;

  private TopicReader(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    this.consumer = consumer;
    this.handler = handler;
    this.thread = new Thread(this::read, "topic-reader");
  }

  /**
   * Starts to read.
   *
   * @param client Kafka's settings, at least the brokers
   * @param from the offset to begin at, for each partition to read
   * @param handler gets every record on the reader's thread; what it throws ends the reading and
   *     shows as {@link #failure}
   */
  public static TopicReader start(
      Map<String, Object> client,
      Map<TopicPartition, Long> from,
      Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    TopicReader reader = new TopicReader(consumer, handler);
    reader.thread.start();
    return reader;
  }

  /** Why the reading ended by itself; empty while it goes on. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        consumer.poll(POLL).forEach(handler);
      }
    } catch (WakeupException e) {
      if (!closing) {
        failure = e;
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Stops reading and waits for the handler to return. */
  @Override
  public void close() throws InterruptedException {
    closing = true;
    consumer.wakeup();
    thread.join(Duration.ofSeconds(10).toMillis());
    if (thread.isAlive()) {
      throw new IllegalStateException("the topic reader did not end within 10 s");
    }
  }
}
