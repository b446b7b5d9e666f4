package io.harbinger.source.publish;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.SensorReading;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes readings to a topic: Avro's single-object encoding, the asset as key, the moment of
 * sending as timestamp.
 *
 * <pre>{@code
 * try (ReadingPublisher publisher =
 *     ReadingPublisher.connect("localhost:9092", Map.of(), PublishOptions.to("sensor.readings").at(50), registry)) {
 *   publisher.publish(fleet.readings(), stopping::get);
 * }
 * }</pre>
 *
 * <p>No reading is lost unnoticed: {@link #publish} returns when all that it took is acknowledged
 * by all in-sync replicas, and throws {@link PublishException} otherwise. After that the publisher
 * takes no more. An unreachable broker shows after the producer's {@code max.block.ms} or {@code
 * delivery.timeout.ms} at the latest (one and two minutes unless set otherwise).
 *
 * <p>Owns its producer. One thread publishes; the counts may be read from any.
 */
public final class ReadingPublisher implements AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final PublishOptions options;
  private final ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
  private final Ticker ticker;
  private final Clock clock;
  private final PublishProgress progress;
  private boolean failureReported;
  private boolean closed;

  /**
   * A publisher on a producer of the caller's making.
   *
   * @param producer idempotent and with acks=all, or the promise above does not hold; closed with
   *     the publisher
   * @param ticker paces the readings
   * @param clock gives the records' timestamps
   */
  public ReadingPublisher(
      Producer<String, byte[]> producer,
      PublishOptions options,
      Ticker ticker,
      Clock clock,
      MeterRegistry registry) {
    this.producer = producer;
    this.options = options;
    this.ticker = ticker;
    this.clock = clock;
    progress = new PublishProgress(options.topic(), registry);
  }

  /**
   * A publisher to a cluster.
   *
   * @param bootstrapServers host:port, separated by commas
   * @param properties further properties of the producer, for instance for security;
   *     acknowledgement and idempotence stay as they are
   */
  public static ReadingPublisher connect(
      String bootstrapServers,
      Map<String, String> properties,
      PublishOptions options,
      MeterRegistry registry) {
    return new ReadingPublisher(
        ReadingProducer.connect(bootstrapServers, properties),
        options,
        Ticker.system(),
        Clock.systemUTC(),
        registry);
  }

  /**
   * Publishes until the readings end, the limit of the options is reached, {@code stop} becomes
   * true or the thread is interrupted; an interrupted thread stays so. No reading is taken that is
   * not sent.
   *
   * @param stop asked often, also while waiting
   * @throws PublishException where a reading did not reach the topic
   */
  public PublishReport publish(Iterator<SensorReading> readings, BooleanSupplier stop) {
    Pacer pacer = new Pacer(options.readingsPerSecond(), ticker);
    long count = 0;
    while (progress.firstFailure() == null) {
      if (options.limit().isPresent() && count >= options.limit().getAsLong()) {
        return report(PublishEnd.LIMIT_REACHED, count);
      }
      if (!readings.hasNext()) {
        return report(PublishEnd.EXHAUSTED, count);
      }
      pacer.await(() -> stop.getAsBoolean() || progress.firstFailure() != null);
      if (Thread.currentThread().isInterrupted()) {
        return report(PublishEnd.INTERRUPTED, count);
      }
      if (stop.getAsBoolean()) {
        return report(PublishEnd.STOPPED, count);
      }
      if (progress.firstFailure() == null) {
        send(readings.next());
        count++;
      }
    }
    // A failure ended the loop; the report throws it.
    return report(PublishEnd.STOPPED, count);
  }

  /** Readings handed to the producer so far. */
  public long sent() {
    return progress.sent();
  }

  /** Readings acknowledged so far. */
  public long acknowledged() {
    return progress.acknowledged();
  }

  /**
   * Sends what is still under way and closes the producer.
   *
   * @throws PublishException where a reading did not reach the topic and no call has said so yet
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      Uninterrupted.run(producer::flush);
    } finally {
      Uninterrupted.run(producer::close);
    }
    throwUnreportedFailure();
  }

  private PublishReport report(PublishEnd end, long count) {
    Uninterrupted.run(producer::flush);
    failureReported = false;
    throwUnreportedFailure();
    return new PublishReport(end, count);
  }

  private void send(SensorReading reading) {
    ProducerRecord<String, byte[]> sending =
        new ProducerRecord<>(
            options.topic(), null, clock.millis(), reading.getAsset(), codec.encode(reading));
    progress.sending();
    try {
      Uninterrupted.run(
          () -> producer.send(sending, (metadata, failure) -> progress.completed(failure)));
    } catch (KafkaException e) {
      progress.completed(e);
    }
  }

  private void throwUnreportedFailure() {
    Exception failure = progress.firstFailure();
    if (failure != null && !failureReported) {
      failureReported = true;
      throw new PublishException(
          "%d of %d readings did not reach topic %s (%d did): %s. %s"
              .formatted(
                  progress.failed(),
                  progress.sent(),
                  options.topic(),
                  progress.acknowledged(),
                  failure.getMessage(),
                  Advice.on(failure)),
          failure);
    }
  }
}
