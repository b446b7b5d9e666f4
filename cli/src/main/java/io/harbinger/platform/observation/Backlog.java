package io.harbinger.platform.observation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a consumer group has still to read records of a topic. Offsets alone do not tell: the
 * marks of transactions take offsets too, so this looks whether a record lies behind them.
 */
public final class Backlog {

  private static final Duration POLL = Duration.ofMillis(100);

  private final String bootstrapServers;

  /** Backlogs at the given brokers. */
  public Backlog(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** True where every committed record of the topic is before the group's committed offsets. */
  public boolean isEmpty(Admin admin, String group, String topic) throws InterruptedException {
    Map<TopicPartition, Long> ends = TopicPositions.ends(admin, List.of(topic));
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> committed = committed(admin, group);
    TopicPositions.beginnings(admin, List.of(topic))
        .forEach(
            (partition, beginning) -> {
              long next = Math.max(beginning, committed.getOrDefault(partition, beginning));
              if (next < ends.getOrDefault(partition, 0L)) {
                from.put(partition, next);
              }
            });
    return from.isEmpty() || !hasRecord(from, ends);
  }

  private boolean hasRecord(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      // An open transaction holds the reader back: that, too, is a backlog.
      for (int attempt = 0; attempt < 10; attempt++) {
        if (!consumer.poll(POLL).isEmpty()) {
          return true;
        }
        if (from.keySet().stream()
            .allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
          return false;
        }
      }
      return true;
    }
  }

  private static Map<TopicPartition, Long> committed(Admin admin, String group)
      throws InterruptedException {
    try {
      Map<TopicPartition, Long> committed = new HashMap<>();
      Map<TopicPartition, @Nullable OffsetAndMetadata> offsets =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      offsets.forEach(
          (partition, offset) -> {
            if (offset != null) {
              committed.put(partition, offset.offset());
            }
          });
      return committed;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "cannot read the committed offsets of " + group, e.getCause());
    }
  }
}
