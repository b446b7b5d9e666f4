package io.harbinger.windows;

import io.harbinger.contract.ContractCodec;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.SensorWindow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** From a record's bytes to windows or a dead letter; one a partition, on that task's thread. */
final class ReadingProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  static final String WINDOWS_SINK = "windows";
  static final String DEAD_LETTERS_SINK = "dead-letters";

  private static final String STAGE = "windows";
  private static final Duration LONGEST_TICK = Duration.ofMillis(500);

  private final WindowsOptions options;
  private final ReadingCounts counts;
  private final ReadingReader reader;
  private final ContractCodec<SensorWindow> windows = ContractCodec.of(SensorWindow.class);
  private final ContractCodec<DeadLetter> deadLetters = ContractCodec.of(DeadLetter.class);
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable ReadingSequence sequence;

  ReadingProcessor(WindowsOptions options, ReadingCounts counts) {
    this.options = options;
    this.counts = counts;
    this.reader = new ReadingReader(options.profile());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    KeyValueStore<byte[], byte[]> runs = context.getStateStore(StateStores.RUNS);
    KeyValueStore<byte[], byte[]> held = context.getStateStore(StateStores.HELD);
    KeyValueStore<byte[], byte[]> ring = context.getStateStore(StateStores.RING);
    ReadingSequence made =
        new ReadingSequence(
            options,
            new RunStates(runs, options.windowLength()),
            new HeldReadings(held),
            new ReadingRing(ring, options.windowLength()),
            counts,
            this::forward);
    sequence = made;
    long graceMillis = options.grace().toMillis();
    // What was held before a restart waits for the grace again: what it waits for may lie unread in
    // the topic since.
    long firstDeadline = context.currentSystemTimeMs() + graceMillis;
    context.schedule(
        Duration.ofMillis(Math.max(1, Math.min(graceMillis / 4, LONGEST_TICK.toMillis()))),
        PunctuationType.WALL_CLOCK_TIME,
        now -> {
          if (now >= firstDeadline) {
            made.giveUpGaps(now - graceMillis);
          }
        });
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      SensorReading reading = reader.read(record.key(), record.value());
      Objects.requireNonNull(sequence)
          .accept(
              reading, record.timestamp(), Objects.requireNonNull(context).currentSystemTimeMs());
    } catch (RejectedReadingException e) {
      forward(record, e);
      counts.countDead(e.reason());
    }
  }

  private void forward(SensorWindow window) {
    Objects.requireNonNull(context)
        .forward(
            new Record<>(
                window.getAsset().getBytes(StandardCharsets.UTF_8),
                windows.encode(window),
                window.getReadingTimestamp().toEpochMilli()),
            WINDOWS_SINK);
  }

  private void forward(Record<byte[], byte[]> record, RejectedReadingException why) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    RecordMetadata from = to.recordMetadata().orElseThrow();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(from.topic())
            .setPartition(from.partition())
            .setOffset(from.offset())
            .setTimestamp(Instant.ofEpochMilli(record.timestamp()))
            .setStage(STAGE)
            .setReason(why.reason())
            .setDetail(String.valueOf(why.getMessage()))
            .setKey(wrap(record.key()))
            .setValue(wrap(record.value()))
            .build();
    to.forward(record.withValue(deadLetters.encode(letter)), DEAD_LETTERS_SINK);
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
