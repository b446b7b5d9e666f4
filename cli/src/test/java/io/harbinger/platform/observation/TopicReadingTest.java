package io.harbinger.platform.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.harbinger.platform.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicReadingTest {

  private static final TopicPartition ONLY = new TopicPartition("topic", 0);

  @TempDir Path directory;

  @Test
  void readsCommittedRecordsFromAPositionAndKnowsABacklog() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<String, String> producer = transactional(broker)) {
      admin.createTopics(List.of(new NewTopic("topic", 1, (short) 1))).all().get();
      Backlog backlog = new Backlog(broker.bootstrapServers());
      assertThat(backlog.isEmpty(admin, "group", "topic")).isTrue();

      write(producer, true, "before");
      // The mark of a commit is written a moment after the commit has returned.
      Map<TopicPartition, Long> from =
          Awaitility.await()
              .atMost(Duration.ofSeconds(20))
              .until(
                  () -> TopicPositions.ends(admin, List.of("topic")),
                  ends -> ends.getOrDefault(ONLY, 0L) == 2);
      write(producer, false, "aborted");
      write(producer, true, "after");

      List<String> seen = new CopyOnWriteArrayList<>();
      try (TopicReader reader =
          TopicReader.start(
              Map.of("bootstrap.servers", broker.bootstrapServers()),
              from,
              record -> seen.add(new String(record.value(), StandardCharsets.UTF_8)))) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> seen.contains("after"));
        assertThat(reader.failure()).isEmpty();
      }
      assertThat(seen).containsExactly("after");

      // "after" lies at 4, behind "before", the aborted record and a mark after each.
      assertThat(backlog.isEmpty(admin, "group", "topic")).isFalse();
      commit(admin, 4);
      assertThat(backlog.isEmpty(admin, "group", "topic")).isFalse();
      commit(admin, 5);
      assertThat(backlog.isEmpty(admin, "group", "topic")).isTrue();
    }
  }

  private static void commit(Admin admin, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets("group", Map.of(ONLY, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static void write(KafkaProducer<String, String> producer, boolean commit, String value)
      throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("topic", value)).get();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  private static KafkaProducer<String, String> transactional(EmbeddedBroker broker) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }
}
