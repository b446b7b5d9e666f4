package io.harbinger.cli.bench.stream;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.StopRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes readings as fast as they come out at the other end, some seconds' worth ahead of it.
 * Whoever started it closes it.
 */
final class SourceThread implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final long LEAST_UNDER_WAY = 4_000;
  private static final int SECONDS_UNDER_WAY = 4;
  private static final long RATE_NANOS = 500_000_000L;

  private final Producer<String, byte[]> producer;
  private final StopRequest stop = new StopRequest();
  private final Thread thread;

  private SourceThread(
      String bootstrapServers, Iterator<SensorReading> readings, LongSupplier finished) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "bench-readings",
                "compression.type",
                "lz4",
                "acks",
                "all",
                "linger.ms",
                5,
                "batch.size",
                131_072),
            new StringSerializer(),
            new ByteArraySerializer());
    this.thread = new Thread(() -> write(readings, finished), "bench-source");
  }

  /**
   * Starts to write.
   *
   * @param finished how many have come out
   */
  static SourceThread start(
      String bootstrapServers, Iterator<SensorReading> readings, LongSupplier finished) {
    SourceThread source = new SourceThread(bootstrapServers, readings, finished);
    source.thread.start();
    return source;
  }

  private void write(Iterator<SensorReading> readings, LongSupplier finished) {
    ContractCodec<SensorReading> codec = ContractCodec.of(SensorReading.class);
    String topic = Topics.SENSOR_READINGS.topic();
    long written = 0;
    long allowed = LEAST_UNDER_WAY;
    long lookedAt = System.nanoTime();
    long then = 0;
    try {
      while (!stop.isRequested()) {
        long now = System.nanoTime();
        long out = finished.getAsLong();
        if (now - lookedAt >= RATE_NANOS) {
          double rate = (out - then) * 1e9 / (now - lookedAt);
          allowed =
              Math.max(
                  LEAST_UNDER_WAY, Math.max(allowed * 3 / 4, (long) (SECONDS_UNDER_WAY * rate)));
          lookedAt = now;
          then = out;
        }
        if (written - out >= allowed) {
          boolean unused = stop.await(LOOK_AGAIN);
          continue;
        }
        for (int i = 0; i < 100; i++) {
          SensorReading reading = readings.next();
          producer.send(new ProducerRecord<>(topic, reading.getAsset(), codec.encode(reading)));
          written++;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop.request();
    thread.join();
    producer.close();
  }
}
