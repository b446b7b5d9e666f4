package io.harbinger.console.feed;

import io.harbinger.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds where to begin in each partition. */
final class StartPositions {

  private final FeedOptions options;
  private final Duration timeout;

  StartPositions(FeedOptions options, Duration timeout) {
    this.options = options;
    this.timeout = timeout;
  }

  /**
   * Where to begin and what counts as backlog.
   *
   * @param begin the offset to read first
   * @param end the offset before which a record was there already
   */
  record Position(long begin, long end) {}

  Map<TopicPartition, Position> find(
      Consumer<?, ?> consumer, Map<TopicPartition, Topics> partitions, Instant now) {
    Collection<TopicPartition> all = partitions.keySet();
    Map<TopicPartition, Long> ends = consumer.endOffsets(all, timeout);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, timeout);
    Map<TopicPartition, Long> times = new LinkedHashMap<>();
    partitions.forEach(
        (partition, topic) ->
            times.put(partition, now.minus(options.of(topic).age()).toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> young = consumer.offsetsForTimes(times, timeout);
    Map<TopicPartition, Position> positions = new HashMap<>();
    partitions.forEach(
        (partition, topic) -> {
          long end = Objects.requireNonNull(ends.get(partition));
          OffsetAndTimestamp byAge = young.get(partition);
          long begin =
              Math.max(
                  Objects.requireNonNull(begins.get(partition)),
                  Math.max(
                      byAge == null ? end : byAge.offset(),
                      end - options.of(topic).recordsPerPartition()));
          positions.put(partition, new Position(begin, end));
        });
    return positions;
  }
}
