package io.harbinger.platform.demo;

import io.harbinger.contract.SensorReading;
import io.harbinger.contract.Topics;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.source.publish.PublishOptions;
import io.harbinger.source.publish.ReadingPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Writes a source's readings to their topic on a thread of its own. Whoever started it closes it.
 */
final class SourceFeed implements AutoCloseable {

  private final ReadingPublisher publisher;
  private final StopRequest stop;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private SourceFeed(
      ReadingPublisher publisher, Iterator<SensorReading> readings, StopRequest stop) {
    this.publisher = publisher;
    this.stop = stop;
    this.thread = new Thread(() -> publish(readings), "source");
  }

  /**
   * Starts to write.
   *
   * @param rate readings per second; empty for as fast as the iterator gives them
   * @param stop ends the writing; also requested by {@link #close}
   */
  static SourceFeed start(
      String bootstrapServers,
      Iterator<SensorReading> readings,
      OptionalDouble rate,
      StopRequest stop,
      MeterRegistry registry) {
    PublishOptions options = PublishOptions.to(Topics.SENSOR_READINGS.topic()).at(rate.orElse(0));
    SourceFeed feed =
        new SourceFeed(
            ReadingPublisher.connect(bootstrapServers, Map.of(), options, registry),
            readings,
            stop);
    feed.thread.start();
    return feed;
  }

  private void publish(Iterator<SensorReading> readings) {
    try {
      publisher.publish(readings, stop::isRequested);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Whether nothing more will be written. */
  boolean ended() {
    return !thread.isAlive();
  }

  /** Waits until nothing more will be written. */
  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  /** Readings that reached their topic. */
  long written() {
    return publisher.acknowledged();
  }

  /** Why it ended before its time; empty while it goes on or where it ended well. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() throws InterruptedException {
    stop.request();
    thread.join();
    publisher.close();
  }
}
