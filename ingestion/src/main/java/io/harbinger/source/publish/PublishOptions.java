package io.harbinger.source.publish;

import java.util.OptionalLong;

/**
 * Where readings go, how fast and how many.
 *
 * @param topic the topic's name
 * @param readingsPerSecond evenly spaced; 0 for as fast as Kafka takes them
 * @param limit after how many readings to end; empty for no end but the readings' own
 */
public record PublishOptions(String topic, double readingsPerSecond, OptionalLong limit) {

  /** Refuses what has no meaning. */
  public PublishOptions {
    if (topic.isBlank()) {
      throw new IllegalArgumentException("no topic (expected a topic's name)");
    }
    if (!Double.isFinite(readingsPerSecond) || readingsPerSecond < 0) {
      throw new IllegalArgumentException(
          readingsPerSecond + " readings per second (expected 0 for as fast as possible, or more)");
    }
    if (limit.isPresent() && limit.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "limit " + limit.getAsLong() + " (expected 0 readings or more)");
    }
  }

  /** As fast as possible, all readings. */
  public static PublishOptions to(String topic) {
    return new PublishOptions(topic, 0, OptionalLong.empty());
  }

  /** The same at another rate. */
  public PublishOptions at(double readingsPerSecond) {
    return new PublishOptions(topic, readingsPerSecond, limit);
  }

  /** The same with an end. */
  public PublishOptions limitedTo(long readings) {
    return new PublishOptions(topic, readingsPerSecond, OptionalLong.of(readings));
  }
}
