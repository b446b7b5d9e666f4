package io.harbinger.windows;

import io.harbinger.contract.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams: our defaults, then the user's, then what must be so. */
final class StreamsProperties {

  /**
   * Nothing is visible before the commit, which does not wait for this: large batches cost no time.
   */
  private static final int LINGER_MS = 50;

  private static final int BATCH_BYTES = 128 * 1024;

  /**
   * Reads in larger pieces where there is much, and waits this long for them where there is not.
   */
  private static final int FETCH_BYTES = 64 * 1024;

  private static final int FETCH_WAIT_MS = 20;
  private static final int POLL_RECORDS = 2_000;
  private static final int SESSION_TIMEOUT_MS = 10_000;

  private StreamsProperties() {}

  static Properties of(WindowsOptions options, Map<String, ?> kafka, Path stateDirectory) {
    Properties properties = new Properties();
    // A letter about the largest reading that a broker takes by default must fit.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.LARGEST_DEAD_LETTER_BYTES);
    // As the topic has it, or the broker would compress anew.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), FETCH_BYTES);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MS);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
    // After a kill, this long until another member takes the partitions over.
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MS);
    properties.putAll(kafka);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, options.applicationId());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, options.commitInterval().toMillis());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    return properties;
  }
}
