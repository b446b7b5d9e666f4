package io.harbinger.windows;

import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The way from readings to windows: one source, one processor with its stores, two sinks.
 * Everything crosses it as bytes, so that no record can fail before the processor has seen it.
 *
 * <p>All readings of an asset must lie in one partition: it is the key that puts them there. A
 * reading whose key is not its asset is refused; one without a key is taken where it lies, which is
 * right for a topic of one partition or a partitioner of the sender's own.
 */
public final class WindowsTopology {

  private static final String SOURCE = "readings";
  private static final String PROCESSOR = "windowing";

  private WindowsTopology() {}

  /**
   * The topology.
   *
   * @param counts shared by all of its tasks
   */
  public static Topology build(WindowsOptions options, ReadingCounts counts) {
    WindowsTopics topics = options.topics();
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            SOURCE,
            // Records without a timestamp (-1) would stop the application.
            (record, partitionTime) ->
                record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.readings())
        .addProcessor(PROCESSOR, new Supplier(options, counts), SOURCE)
        .addSink(
            ReadingProcessor.WINDOWS_SINK,
            topics.windows(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            PROCESSOR)
        .addSink(
            ReadingProcessor.DEAD_LETTERS_SINK,
            topics.deadLetters(),
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            PROCESSOR);
  }

  private record Supplier(WindowsOptions options, ReadingCounts counts)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return new ReadingProcessor(options, counts);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return StateStores.builders(options.stores());
    }
  }
}
