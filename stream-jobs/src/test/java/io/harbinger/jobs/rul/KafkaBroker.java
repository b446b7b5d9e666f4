package io.harbinger.jobs.rul;

import io.harbinger.contract.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real broker for a test class. */
final class KafkaBroker implements BeforeAllCallback, AfterAllCallback {

  static final int PARTITIONS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private KafkaClusterTestKit kit;
  private KafkaProducer<String, byte[]> producer;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    kit =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("transaction.state.log.replication.factor", "1")
            .setConfigProp("transaction.state.log.min.isr", "1")
            .setConfigProp("transaction.state.log.num.partitions", "1")
            .setConfigProp("log.cleaner.dedupe.buffer.size", "4194304")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .build();
    kit.format();
    kit.startup();
    kit.waitForReadyBrokers();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kit.bootstrapServers(), "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    producer.close();
    kit.close();
  }

  String bootstrapServers() {
    return kit.bootstrapServers();
  }

  /** Five new topics of the job. */
  RulTopics createTopics(String prefix) throws Exception {
    RulTopics topics =
        new RulTopics(
            prefix + ".windows",
            prefix + ".reports",
            prefix + ".predictions",
            prefix + ".alerts",
            prefix + ".dead");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kit.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topics.windows(), PARTITIONS, (short) 1),
                  new NewTopic(topics.reports(), PARTITIONS, (short) 1),
                  new NewTopic(topics.predictions(), PARTITIONS, (short) 1),
                  new NewTopic(topics.alerts(), PARTITIONS, (short) 1),
                  new NewTopic(topics.deadLetters(), PARTITIONS, (short) 1)))
          .all()
          .get();
    }
    return topics;
  }

  void send(String topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  void flush() {
    producer.flush();
  }

  /**
   * Reads committed records until they satisfy a condition; fails with what came if they do not.
   */
  <T> List<T> read(
      String topic, Function<ConsumerRecord<String, byte[]>, T> decode, Predicate<List<T>> enough) {
    List<T> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kit.bootstrapServers(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + LIMIT.toNanos();
      while (!enough.test(records)) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "%d records in %s within %s, not what was waited for: %s"
                  .formatted(records.size(), topic, LIMIT, tail(records)));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(decode.apply(record)));
      }
    }
    return records;
  }

  List<DeadLetter> deadLetters(String topic, int count) {
    return read(
        topic,
        record -> decode(DeadLetter.getDecoder(), record.value()),
        all -> all.size() >= count);
  }

  static <T> T decode(BinaryMessageDecoder<T> decoder, byte[] value) {
    try {
      return decoder.decode(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> List<T> tail(List<T> records) {
    return records.subList(Math.max(0, records.size() - 10), records.size());
  }
}
