package io.harbinger.platform.embedded;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.Topics;
import io.harbinger.contract.UnreadableRecordException;
import io.harbinger.platform.observation.TopicPositions;
import io.harbinger.platform.observation.TopicReader;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** A topic's committed records, collected as they come. */
public final class TopicRecords<T extends SpecificRecordBase> implements AutoCloseable {

  private final List<T> seen = new CopyOnWriteArrayList<>();
  private final TopicReader reader;

  private TopicRecords(String kafka, Map<TopicPartition, Long> from, ContractCodec<T> codec) {
    reader =
        TopicReader.start(
            Map.of("bootstrap.servers", kafka),
            from,
            record -> {
              try {
                seen.add(codec.decode(record.value()));
              } catch (UnreadableRecordException e) {
                throw new AssertionError(e);
              }
            });
  }

  public static <T extends SpecificRecordBase> TopicRecords<T> from(
      EmbeddedPlatform platform, Topics topic, Class<T> type) throws Exception {
    String kafka = platform.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return new TopicRecords<>(
          kafka, TopicPositions.ends(admin, List.of(topic.topic())), ContractCodec.of(type));
    }
  }

  public static <T extends SpecificRecordBase> TopicRecords<T> fromBeginning(
      EmbeddedPlatform platform, Topics topic, Class<T> type) throws Exception {
    String kafka = platform.bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      return new TopicRecords<>(
          kafka, TopicPositions.beginnings(admin, List.of(topic.topic())), ContractCodec.of(type));
    }
  }

  public List<T> seen() {
    return seen;
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}
