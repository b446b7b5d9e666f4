package io.harbinger.source.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harbinger.contract.SensorReading;
import io.harbinger.source.simulation.FleetOptions;
import io.harbinger.source.simulation.FleetSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReadingPublisherTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final FakeTicker ticker = new FakeTicker();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProducer<String, byte[]> producer = producer(true);

  @Test
  void writesEveryReadingKeyedByAssetWithTheMomentOfSending() throws IOException {
    List<SensorReading> readings = readings(25);
    try (ReadingPublisher publisher = publisher(producer, PublishOptions.to("sensor.readings"))) {
      assertThat(publisher.publish(readings.iterator(), () -> false))
          .isEqualTo(new PublishReport(PublishEnd.EXHAUSTED, 25));
    }
    BinaryMessageDecoder<GenericRecord> decoder =
        new BinaryMessageDecoder<>(GenericData.get(), SensorReading.getClassSchema());
    assertThat(producer.history()).hasSize(25);
    for (int i = 0; i < 25; i++) {
      ProducerRecord<String, byte[]> written = producer.history().get(i);
      assertThat(written.topic()).isEqualTo("sensor.readings");
      assertThat(written.key()).isEqualTo(readings.get(i).getAsset());
      assertThat(written.timestamp()).isEqualTo(NOW.toEpochMilli());
      assertThat(decoder.decode(written.value())).hasToString(readings.get(i).toString());
    }
  }

  @Test
  void endsAtTheLimitAndLeavesTheRest() {
    Iterator<SensorReading> fleet = new FleetSimulator(FleetOptions.fresh(1, 3)).readings();
    ReadingPublisher publisher = publisher(producer, PublishOptions.to("r").limitedTo(7));
    assertThat(publisher.publish(fleet, () -> false))
        .isEqualTo(new PublishReport(PublishEnd.LIMIT_REACHED, 7));
    assertThat(fleet.next().getCycle()).isEqualTo(8);
  }

  @Test
  void keepsTheRate() {
    ReadingPublisher publisher = publisher(producer, PublishOptions.to("r").at(50));
    long start = ticker.nanos();
    publisher.publish(readings(101).iterator(), () -> false);
    assertThat(ticker.nanos() - start).isEqualTo(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void endsWhenAskedToAndTakesNoReadingThatItDoesNotSend() {
    Iterator<SensorReading> fleet = new FleetSimulator(FleetOptions.fresh(1, 3)).readings();
    ReadingPublisher publisher = publisher(producer, PublishOptions.to("r").at(10));
    assertThat(publisher.publish(fleet, () -> producer.history().size() == 12))
        .isEqualTo(new PublishReport(PublishEnd.STOPPED, 12));
    assertThat(fleet.next().getCycle()).isEqualTo(13);
  }

  @Test
  void endsWhenInterruptedAndStaysInterrupted() {
    Iterator<SensorReading> fleet = new FleetSimulator(FleetOptions.fresh(1, 3)).readings();
    ReadingPublisher publisher = publisher(producer, PublishOptions.to("r"));
    Thread.currentThread().interrupt();
    PublishReport report = publisher.publish(fleet, () -> false);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report).isEqualTo(new PublishReport(PublishEnd.INTERRUPTED, 0));
    assertThat(fleet.next().getCycle()).isEqualTo(1);
  }

  @Test
  void stillSendsTheReadingDuringWhichTheInterruptCame() {
    InterruptedOnce interrupted = new InterruptedOnce();
    ReadingPublisher publisher = publisher(interrupted, PublishOptions.to("r"));
    PublishReport report = publisher.publish(readings(5).iterator(), () -> false);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report).isEqualTo(new PublishReport(PublishEnd.INTERRUPTED, 1));
    assertThat(interrupted.history()).hasSize(1);
  }

  @Test
  void saysWhichTopicWasNotReachedAndWhatToDo() {
    MockProducer<String, byte[]> waiting = producer(false);
    ReadingPublisher publisher = publisher(waiting, PublishOptions.to("sensor.readings"));
    Iterator<SensorReading> readings =
        failingAfter(waiting, 3, new TimeoutException("no answer in 120000 ms"));
    assertThatThrownBy(() -> publisher.publish(readings, () -> false))
        .isInstanceOf(PublishException.class)
        .hasRootCauseInstanceOf(TimeoutException.class)
        .hasMessage(
            "1 of 4 readings did not reach topic sensor.readings (3 did): no answer in 120000 ms."
                + " Check that the brokers answer and that the topic exists, then publish again.");
  }

  @Test
  void takesNoMoreOnceAReadingFailed() {
    producer.sendException = new SerializationException("too odd");
    ReadingPublisher publisher = publisher(producer, PublishOptions.to("r"));
    Iterator<SensorReading> fleet = new FleetSimulator(FleetOptions.fresh(1, 3)).readings();
    assertThatThrownBy(() -> publisher.publish(fleet, () -> false))
        .hasMessageContaining("1 of 1 readings did not reach topic r (0 did): too odd.");
    producer.sendException = null;
    assertThatThrownBy(() -> publisher.publish(fleet, () -> false))
        .isInstanceOf(PublishException.class);
    assertThat(fleet.next().getCycle()).isEqualTo(2);
    publisher.close();
  }

  @Test
  void noticesAFailureWhileItWaitsForTheNextReading() {
    MockProducer<String, byte[]> waiting = producer(false);
    FakeTicker failing =
        new FakeTicker(
            nanos -> {
              waiting.errorNext(new RecordTooLargeException("2 MiB"));
              return nanos;
            });
    ReadingPublisher publisher =
        new ReadingPublisher(waiting, PublishOptions.to("r").at(0.001), failing, clock(), registry);
    long start = failing.nanos();
    assertThatThrownBy(() -> publisher.publish(readings(2).iterator(), () -> false))
        .hasMessageContaining("2 MiB. Raise the topic's max.message.bytes");
    assertThat(failing.nanos() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void closeSendsWhatIsUnderWayAndReportsAFailureNoOneHasSeen() {
    MockProducer<String, byte[]> waiting = producer(false);
    ReadingPublisher publisher = publisher(waiting, PublishOptions.to("r"));
    Iterator<SensorReading> broken = new BrokenSource(readings(1).iterator());
    assertThatThrownBy(() -> publisher.publish(broken, () -> false))
        .isInstanceOf(IllegalStateException.class);
    waiting.errorNext(new TopicAuthorizationException("not you"));
    assertThatThrownBy(publisher::close)
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("Allow this client to write to the topic.");
    assertThat(waiting.closed()).isTrue();
    publisher.close();
  }

  @Test
  void countsForOtherThreadsAndForMetrics() throws InterruptedException {
    MockProducer<String, byte[]> waiting = producer(false);
    ReadingPublisher publisher = publisher(waiting, PublishOptions.to("r"));
    AtomicBoolean go = new AtomicBoolean();
    Iterator<SensorReading> readings = readings(4).iterator();
    Thread thread = new Thread(() -> publisher.publish(new Gated(readings, 3, go), () -> false));
    thread.start();
    Awaitility.await().until(() -> publisher.sent() == 3);
    waiting.completeNext();
    assertThat(publisher.acknowledged()).isEqualTo(1);
    go.set(true);
    thread.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(publisher.sent()).isEqualTo(4);
    assertThat(publisher.acknowledged()).isEqualTo(4);
    assertThat(count("harbinger.source.sent")).isEqualTo(4);
    assertThat(count("harbinger.source.acknowledged")).isEqualTo(4);
    assertThat(count("harbinger.source.failed")).isZero();
    assertThat(registry.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank())
        .allSatisfy(meter -> assertThat(meter.getId().getBaseUnit()).isEqualTo("readings"));
  }

  @Test
  void refusesOptionsWithoutMeaning() {
    assertThatThrownBy(() -> PublishOptions.to(" ")).hasMessageContaining("no topic");
    assertThatThrownBy(() -> PublishOptions.to("r").at(-1)).hasMessageContaining("-1.0 readings");
    assertThatThrownBy(() -> PublishOptions.to("r").at(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> PublishOptions.to("r").limitedTo(-2)).hasMessageContaining("limit -2");
  }

  private double count(String name) {
    return registry.get(name).tag("topic", "r").counter().count();
  }

  private ReadingPublisher publisher(
      MockProducer<String, byte[]> producer, PublishOptions options) {
    return new ReadingPublisher(producer, options, ticker, clock(), registry);
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private static MockProducer<String, byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static List<SensorReading> readings(int count) {
    FleetSimulator fleet = new FleetSimulator(FleetOptions.fresh(3, 1));
    return Stream.generate(() -> fleet.next().reading()).limit(count).toList();
  }

  /** Endless readings; once one more is sent than acknowledged, that one fails. */
  private static Iterator<SensorReading> failingAfter(
      MockProducer<String, byte[]> producer, int acknowledged, RuntimeException failure) {
    Iterator<SensorReading> fleet = new FleetSimulator(FleetOptions.fresh(1, 3)).readings();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (producer.history().size() == acknowledged + 1) {
          for (int i = 0; i < acknowledged; i++) {
            producer.completeNext();
          }
          producer.errorNext(failure);
        }
        return true;
      }

      @Override
      public SensorReading next() {
        return fleet.next();
      }
    };
  }

  /** A source that breaks where its readings end. */
  private record BrokenSource(Iterator<SensorReading> readings) implements Iterator<SensorReading> {

    @Override
    public boolean hasNext() {
      if (!readings.hasNext()) {
        throw new IllegalStateException("the source broke");
      }
      return true;
    }

    @Override
    public SensorReading next() {
      return readings.next();
    }
  }

  /** Readings of which the last ones come only when they may. */
  private static final class Gated implements Iterator<SensorReading> {

    private final Iterator<SensorReading> readings;
    private final int free;
    private final AtomicBoolean go;
    private int taken;

    Gated(Iterator<SensorReading> readings, int free, AtomicBoolean go) {
      this.readings = readings;
      this.free = free;
      this.go = go;
    }

    @Override
    public boolean hasNext() {
      if (taken == free) {
        Awaitility.await().untilTrue(go);
      }
      return readings.hasNext();
    }

    @Override
    public SensorReading next() {
      taken++;
      return readings.next();
    }
  }

  /** A producer whose first send is interrupted while it waits for space. */
  private static final class InterruptedOnce extends MockProducer<String, byte[]> {

    private boolean interrupted;

    InterruptedOnce() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> sending, Callback callback) {
      if (!interrupted) {
        interrupted = true;
        throw new InterruptException(new InterruptedException());
      }
      return super.send(sending, callback);
    }
  }
}
