package io.harbinger.windows;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import io.harbinger.contract.UnreadableRecordException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology in the driver of Kafka Streams; its wall clock stands still unless moved. */
final class TopologyDriver implements AutoCloseable {

  static final Duration GRACE = Duration.ofSeconds(2);
  static final int MAX_HELD = 4;
  static final int LENGTH = 4;
  static final WindowsOptions OPTIONS =
      WindowsOptions.defaults()
          .withProfile(Readings.PROFILE)
          .withWindowLength(LENGTH)
          .withHoldBack(GRACE, MAX_HELD);

  private static final Instant START = Instant.ofEpochMilli(1_000_000);

  final ReadingCounts counts = new ReadingCounts(new SimpleMeterRegistry());
  private final ContractCodec<SensorReading> readings = ContractCodec.of(SensorReading.class);
  private final ContractCodec<SensorWindow> windows = ContractCodec.of(SensorWindow.class);
  private final ContractCodec<DeadLetter> letters = ContractCodec.of(DeadLetter.class);
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> in;
  private final TestOutputTopic<byte[], byte[]> out;
  private final TestOutputTopic<byte[], byte[]> dead;
  private int sent;

  TopologyDriver(WindowsOptions options, Path stateDirectory) {
    this(options, stateDirectory, START);
  }

  TopologyDriver(WindowsOptions options, Path stateDirectory, Instant start) {
    driver =
        new TopologyTestDriver(
            WindowsTopology.build(options, counts),
            StreamsProperties.of(options, Map.of("bootstrap.servers", "none:9092"), stateDirectory),
            start);
    WindowsTopics topics = options.topics();
    in =
        driver.createInputTopic(
            topics.readings(), new ByteArraySerializer(), new ByteArraySerializer());
    out =
        driver.createOutputTopic(
            topics.windows(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    dead =
        driver.createOutputTopic(
            topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void send(SensorReading reading) {
    send(reading.getAsset().getBytes(StandardCharsets.UTF_8), readings.encode(reading));
  }

  void send(byte[] key, byte[] value) {
    in.pipeInput(key, value, 5_000L + sent++);
  }

  /** Readings of one asset that does not name its run. */
  void sendCycles(int... cycles) {
    for (int cycle : cycles) {
      send(Readings.of("e", null, cycle, 1));
    }
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /**
   * What a restart would find in the changelogs; the driver itself deletes its state at the end.
   */
  TopologyDriver restarted(WindowsOptions options, Path stateDirectory, Duration later) {
    TopologyDriver next = new TopologyDriver(options, stateDirectory, START.plus(later));
    for (String name : List.of(StateStores.RING, StateStores.RUNS, StateStores.HELD)) {
      KeyValueStore<byte[], byte[]> to = next.driver.getKeyValueStore(name);
      KeyValueStore<byte[], byte[]> from = driver.getKeyValueStore(name);
      try (KeyValueIterator<byte[], byte[]> entries = from.all()) {
        entries.forEachRemaining(entry -> to.put(entry.key, entry.value));
      }
    }
    return next;
  }

  int sent() {
    return sent;
  }

  List<TestRecord<byte[], byte[]>> windowRecords() {
    return out.readRecordsToList();
  }

  List<SensorWindow> windows() {
    return windowRecords().stream().map(record -> decode(windows, record.value())).toList();
  }

  List<Integer> lastCycles() {
    return windows().stream().map(SensorWindow::getLastCycle).toList();
  }

  List<DeadLetter> deadLetters() {
    return dead.readValuesToList().stream().map(value -> decode(letters, value)).toList();
  }

  private static <T extends SpecificRecordBase> T decode(ContractCodec<T> codec, byte[] value) {
    try {
      return codec.decode(value);
    } catch (UnreadableRecordException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
