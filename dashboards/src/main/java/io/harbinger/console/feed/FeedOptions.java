package io.harbinger.console.feed;

import io.harbinger.contract.Topics;
import java.time.Duration;

/**
 * How far back the console reads.
 *
 * @param measurements readings and predictions: what the charts begin with
 * @param events alerts, maintenance and dead letters: rare, and an old alert may still be open
 */
public record FeedOptions(LookBack measurements, LookBack events) {

  /** Six hours of measurements, thirty days of events. */
  public static FeedOptions defaults() {
    return new FeedOptions(
        new LookBack(Duration.ofHours(6), 50_000), new LookBack(Duration.ofDays(30), 20_000));
  }

  /** Windows are only counted, so their past is of no use. */
  LookBack of(Topics topic) {
    return switch (topic) {
      case SENSOR_READINGS, RUL_PREDICTIONS -> measurements;
      case SENSOR_WINDOWS -> LookBack.NONE;
      case MAINTENANCE_ALERTS, MAINTENANCE_EVENTS, DEAD_LETTERS -> events;
    };
  }
}
