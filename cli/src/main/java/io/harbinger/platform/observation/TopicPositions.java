package io.harbinger.platform.observation;

import io.harbinger.contract.SignInAdvice;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where topics begin and end. */
public final class TopicPositions {

  private TopicPositions() {}

  /** The first offset of every partition of the topics. */
  public static Map<TopicPartition, Long> beginnings(Admin admin, Collection<String> topics)
      throws InterruptedException {
    return offsets(admin, topics, OffsetSpec.earliest());
  }

  /** The offset after the last record of every partition of the topics. */
  public static Map<TopicPartition, Long> ends(Admin admin, Collection<String> topics)
      throws InterruptedException {
    return offsets(admin, topics, OffsetSpec.latest());
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Collection<String> topics, OffsetSpec spec) throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (TopicDescription topic :
          admin.describeTopics(List.copyOf(topics)).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(p -> wanted.put(new TopicPartition(topic.name(), p.partition()), spec));
      }
      Map<TopicPartition, Long> offsets = new HashMap<>();
      admin
          .listOffsets(wanted)
          .all()
          .get()
          .forEach((partition, info) -> offsets.put(partition, info.offset()));
      return offsets;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "cannot read the offsets of the topics %s: %s%s"
              .formatted(
                  topics, cause.getMessage(), SignInAdvice.on(cause).map("; "::concat).orElse("")),
          cause);
    }
  }
}
