package io.harbinger.contract;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The platform's topics, with what each carries and how it is made where it does not exist yet.
 *
 * <p>All of them delete by age: each record is an event. Only {@code dead.letters} takes larger
 * records than the broker's default, since a letter holds a whole record of another topic and more.
 */
public enum Topics {
  /** Readings as the sources send them; kept a week, so that windows can be made anew. */
  SENSOR_READINGS("sensor.readings", SensorReading.class, 4, Duration.ofDays(7)),
  /**
   * Windows repeat most of the one before, so they are compressed; they follow from the readings.
   */
  SENSOR_WINDOWS(
      "sensor.windows",
      SensorWindow.class,
      4,
      Duration.ofDays(1),
      Map.of(TopicConfig.COMPRESSION_TYPE_CONFIG, "lz4")),
  /** One prediction for each window. */
  RUL_PREDICTIONS("rul.predictions", RulPrediction.class, 4, Duration.ofDays(30)),
  /** Changes of an asset's alert state. */
  MAINTENANCE_ALERTS("maintenance.alerts", MaintenanceAlert.class, 4, Duration.ofDays(90)),
  /**
   * What people report of their machines: rare, small, and wanted for years, since a reported
   * failure is what a model learns from.
   */
  MAINTENANCE_EVENTS("maintenance.events", MaintenanceEvent.class, 1, Duration.ofDays(1825)),
  /** What a stage gave up, until a person has looked at it. */
  DEAD_LETTERS(
      "dead.letters",
      DeadLetter.class,
      1,
      Duration.ofDays(30),
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(Topics.LARGEST_DEAD_LETTER_BYTES)));

  /** Twice Kafka's default limit for a record: any record of that size fits, and why it died. */
  public static final int LARGEST_DEAD_LETTER_BYTES = 2 * 1024 * 1024;

  private final String topic;
  private final Class<? extends SpecificRecordBase> type;
  private final int partitions;
  private final Map<String, String> config;

  Topics(
      String topic, Class<? extends SpecificRecordBase> type, int partitions, Duration retention) {
    this(topic, type, partitions, retention, Map.of());
  }

  Topics(
      String topic,
      Class<? extends SpecificRecordBase> type,
      int partitions,
      Duration retention,
      Map<String, String> further) {
    this.topic = topic;
    this.type = type;
    this.partitions = partitions;
    Map<String, String> all = new LinkedHashMap<>(further);
    all.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    all.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    this.config = Map.copyOf(all);
  }

  /** The topic of a name in Kafka. */
  public static Topics named(String name) {
    for (Topics topic : values()) {
      if (topic.topic.equals(name)) {
        return topic;
      }
    }
    throw new IllegalArgumentException(
        "topic '%s' (expected one of %s)"
            .formatted(
                name,
                Arrays.stream(values()).map(Topics::topic).collect(Collectors.joining(", "))));
  }

  /** The name in Kafka. */
  public String topic() {
    return topic;
  }

  /** The record that it carries. */
  public Class<? extends SpecificRecordBase> type() {
    return type;
  }

  /** How many partitions it is given, unless the platform's owner says otherwise. */
  public int partitions() {
    return partitions;
  }

  /** Its settings in Kafka: age limit, compression, size limit. */
  public Map<String, String> config() {
    return config;
  }
}
