package io.harbinger.platform.demo;

import io.harbinger.console.FleetStatus;
import io.harbinger.contract.Topics;
import io.harbinger.platform.embedded.EmbeddedPlatform;
import io.harbinger.platform.lifecycle.Parts;
import io.harbinger.platform.lifecycle.StopRequest;
import io.harbinger.platform.observation.Counts;
import io.harbinger.platform.observation.Observation;
import io.harbinger.platform.observation.Rate;
import io.harbinger.platform.observation.TopicObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One run of a platform with a source of readings: what the last start left over is worked off, the
 * source is read until it ends or is asked to, everything under way is awaited, and the topics tell
 * what it came to. Used once, by one thread.
 */
public final class Demo {

  /** Readings under way when the source is as fast as it can: about two seconds' worth. */
  private static final int UNDER_WAY = 4_000;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPlatform platform;
  private final DemoSource source;
  private final OptionalDouble rate;
  private final DemoListener listener;
  private final Observation observation = new Observation(Topics.SENSOR_READINGS.topic());
  private final Rate speed = new Rate(Duration.ofSeconds(5));

  /**
   * A run that is about to begin.
   *
   * @param rate readings per second; empty for as fast as they are worked off
   */
  public Demo(
      EmbeddedPlatform platform, DemoSource source, OptionalDouble rate, DemoListener listener) {
    this.platform = platform;
    this.source = source;
    this.rate = rate;
    this.listener = listener;
  }

  /**
   * Runs to the end.
   *
   * @param atMost how long the source is read; null for as long as it has readings
   * @param stop ends the reading early
   */
  public DemoReport run(@Nullable Duration atMost, StopRequest stop) throws Exception {
    platform.awaitLeftovers(DRAIN_LIMIT, stop);
    try (Parts parts = new Parts()) {
      TopicObserver observer =
          parts.start(
              "observer", () -> TopicObserver.start(platform.bootstrapServers(), observation));
      Instant began = Instant.now();
      StopRequest sourceStop = new StopRequest();
      SourceFeed feed =
          parts.start(
              "source",
              () ->
                  SourceFeed.start(
                      platform.bootstrapServers(),
                      rate.isPresent()
                          ? source.readings()
                          : new InFlightGate<>(
                              source.readings(), UNDER_WAY, this::finished, sourceStop),
                      rate,
                      sourceStop,
                      platform.registry()));
      FailureReports reports =
          parts.start("failure reports", () -> FailureReports.start(platform.bootstrapServers()));
      watch(began, atMost, stop, feed, observer, reports);
      sourceStop.request();
      feed.awaitEnd();
      reports.tell(source.failures());
      boolean complete = drain(began, feed, observer);
      return report(complete, began, Instant.now());
    }
  }

  private void watch(
      Instant began,
      @Nullable Duration atMost,
      StopRequest stop,
      SourceFeed feed,
      TopicObserver observer,
      FailureReports reports)
      throws InterruptedException {
    while (!feed.ended()
        && !(atMost != null && Duration.between(began, Instant.now()).compareTo(atMost) >= 0)
        && !stop.await(BETWEEN_LOOKS)) {
      check(feed, observer);
      reports.tell(source.failures());
      show(began);
    }
  }

  /** Waits until everything is accounted for; a second Ctrl-C ends the process. */
  private boolean drain(Instant began, SourceFeed feed, TopicObserver observer)
      throws InterruptedException {
    StopRequest nobody = new StopRequest();
    Instant limit = Instant.now().plus(DRAIN_LIMIT);
    while (!accounted(feed.written())) {
      if (Instant.now().isAfter(limit)) {
        return false;
      }
      nobody.await(BETWEEN_LOOKS);
      check(feed, observer);
      show(began);
    }
    show(began);
    return true;
  }

  private boolean accounted(long written) {
    Counts counts = observation.counts();
    return counts.readings() >= written
        && counts.readingsAccounted(platform.duplicates(), platform.late())
        && counts.windowsAccounted();
  }

  private long finished() {
    Counts counts = observation.counts();
    return counts.predictions() + counts.deadLetters() + platform.duplicates() + platform.late();
  }

  private void check(SourceFeed feed, TopicObserver observer) {
    feed.failure().or(observer::failure).or(platform::failure).ifPresent(Demo::fail);
  }

  private static void fail(Throwable failure) {
    throw new IllegalStateException("the platform failed: " + failure.getMessage(), failure);
  }

  private void show(Instant began) {
    Counts counts = observation.counts();
    Instant now = Instant.now();
    listener.stands(
        new FleetStatus(
            source.title(),
            Duration.between(began, now),
            counts.readings(),
            counts.windows(),
            counts.predictions(),
            counts.alerts(),
            counts.deadLetters(),
            speed.perSecond(now, counts.readings()),
            observation.latencies().percentile(50),
            observation.latencies().percentile(99)),
        observation.fleet().worstFirst());
  }

  private DemoReport report(boolean complete, Instant began, Instant ended) {
    Counts counts = observation.counts();
    Warnings warnings = Warnings.of(source.failures(), observation.firstAlertCycles());
    double seconds = Duration.between(began, ended).toMillis() / 1e3;
    double working =
        Duration.between(began, observation.lastPredictionAt().orElse(ended)).toMillis() / 1e3;
    return new DemoReport(
        source.title(),
        complete,
        seconds,
        counts.readings(),
        counts.windows(),
        counts.predictions(),
        counts.alerts(),
        counts.deadLetters(),
        counts.deadByReason(),
        platform.duplicates(),
        platform.late(),
        working > 0 ? counts.predictions() / working : 0,
        new DemoReport.Latency(
            observation.latencies().percentile(50), observation.latencies().percentile(99)),
        warnings.failures(),
        warnings.alertsBeforeFailure(),
        source.judge(observation.newestPredictions(), platform.model()).orElse(null));
  }
}
