package io.harbinger.console.web;

import io.harbinger.console.feed.Feed;
import io.harbinger.console.feed.FeedHealth;
import io.harbinger.console.feed.FeedListener;
import io.harbinger.console.feed.Origin;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** A feed that a test fills. */
final class FakeFeed implements Feed {

  private final Clock clock;
  private final AtomicLong offset = new AtomicLong();
  private volatile FeedListener listener;
  private volatile FeedHealth health = new FeedHealth(FeedHealth.Phase.LIVE, "");
  private volatile boolean closed;

  FakeFeed(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void start(FeedListener newListener) {
    listener = newListener;
  }

  @Override
  public FeedHealth health() {
    return health;
  }

  void setHealth(FeedHealth newHealth) {
    health = newHealth;
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  void add(SensorReading reading) {
    listener.reading(reading, origin(Topics.SENSOR_READINGS));
  }

  void addWindow() {
    listener.window(origin(Topics.SENSOR_WINDOWS));
  }

  void add(RulPrediction prediction) {
    listener.prediction(prediction, origin(Topics.RUL_PREDICTIONS));
  }

  void add(MaintenanceAlert alert) {
    listener.alert(alert, origin(Topics.MAINTENANCE_ALERTS));
  }

  void add(MaintenanceEvent event) {
    listener.maintenance(event, origin(Topics.MAINTENANCE_EVENTS));
  }

  /** Returns the position that names the letter. */
  String add(DeadLetter letter) {
    Origin origin = origin(Topics.DEAD_LETTERS);
    listener.deadLetter(letter, origin);
    return origin.position();
  }

  private Origin origin(Topics topic) {
    return new Origin(topic, 0, offset.getAndIncrement(), clock.instant(), true);
  }
}
