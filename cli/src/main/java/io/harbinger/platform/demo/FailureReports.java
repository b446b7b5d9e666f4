package io.harbinger.platform.demo;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.MaintenanceKind;
import io.harbinger.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reports a simulated fleet's failures as a workshop would, so that the platform can judge its own
 * intervals. Whoever started it closes it; of one thread.
 */
final class FailureReports implements AutoCloseable {

  private static final String REPORTER = "simulation";

  private final KafkaProducer<byte[], byte[]> producer;
  private final ContractCodec<MaintenanceEvent> codec = ContractCodec.of(MaintenanceEvent.class);

  /** How many of the source's failures are reported. */
  private int reported;

  private FailureReports(KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  static FailureReports start(String bootstrapServers) {
    return new FailureReports(
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "harbinger-failure-reports",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  /**
   * Reports those that are new.
   *
   * @param failures all so far, in the order in which they happened
   */
  void tell(List<EngineFailure> failures) {
    for (EngineFailure failure : failures.subList(reported, failures.size())) {
      MaintenanceEvent event = event(failure, Instant.now());
      producer.send(
          new ProducerRecord<>(
              Topics.MAINTENANCE_EVENTS.topic(),
              event.getAsset().getBytes(StandardCharsets.UTF_8),
              codec.encode(event)));
    }
    reported = failures.size();
  }

  static MaintenanceEvent event(EngineFailure failure, Instant time) {
    String asset = failure.engine().asset();
    long run = failure.engine().run();
    return MaintenanceEvent.newBuilder()
        .setId("%s/%d/%s".formatted(asset, run, MaintenanceKind.FAILED))
        .setAsset(asset)
        .setRun(run)
        .setKind(MaintenanceKind.FAILED)
        .setCycle(failure.cycle())
        .setBy(REPORTER)
        .setTime(time)
        .build();
  }

  /** Waits until the reports are written. */
  @Override
  public void close() {
    producer.close();
  }
}
