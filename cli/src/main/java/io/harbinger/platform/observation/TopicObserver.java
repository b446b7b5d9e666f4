package io.harbinger.platform.observation;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.Topics;
import io.harbinger.contract.UnreadableRecordException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Fills an {@link Observation} from the platform's topics, from their present ends on. Whoever
 * started it closes it.
 */
public final class TopicObserver implements AutoCloseable {

  private final Observation observation;
  private final Clock clock;
  private final ContractCodec<RulPrediction> predictions = ContractCodec.of(RulPrediction.class);
  private final ContractCodec<MaintenanceAlert> alerts = ContractCodec.of(MaintenanceAlert.class);
  private final ContractCodec<DeadLetter> deadLetters = ContractCodec.of(DeadLetter.class);
  private final TopicReader reader;

  private TopicObserver(
      String bootstrapServers, Map<TopicPartition, Long> from, Observation observation) {
    this.observation = observation;
    this.clock = Clock.systemUTC();
    this.reader =
        TopicReader.start(Map.of("bootstrap.servers", bootstrapServers), from, this::take);
  }

  /** Starts to read; what is written after this returns is seen. */
  public static TopicObserver start(String bootstrapServers, Observation observation)
      throws InterruptedException {
    List<String> topics = Arrays.stream(Topics.values()).map(Topics::topic).toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return new TopicObserver(bootstrapServers, TopicPositions.ends(admin, topics), observation);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      switch (Topics.named(record.topic())) {
        case SENSOR_READINGS -> observation.reading();
        case SENSOR_WINDOWS -> observation.window();
        case RUL_PREDICTIONS ->
            observation.prediction(predictions.decode(record.value()), clock.instant());
        case MAINTENANCE_ALERTS -> observation.alert(alerts.decode(record.value()));
        case DEAD_LETTERS -> observation.deadLetter(deadLetters.decode(record.value()));
        case MAINTENANCE_EVENTS -> {
          // People write these; the platform's counts are of its own work.
        }
      }
    } catch (UnreadableRecordException e) {
      // The platform itself wrote it: this is a defect, not bad input.
      throw new IllegalStateException(
          "%s, partition %d, offset %d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  /** Why it reads no more; empty while it does. */
  public Optional<Throwable> failure() {
    return reader.failure();
  }

  @Override
  public void close() throws InterruptedException {
    reader.close();
  }
}
