package io.harbinger.console.alertmanager;

import io.harbinger.console.alertmanager.AlertmanagerApi.Answer;
import io.harbinger.console.feed.FeedListener;
import io.harbinger.console.feed.Origin;
import io.harbinger.contract.DeadLetter;
import io.harbinger.contract.MaintenanceAlert;
import io.harbinger.contract.MaintenanceEvent;
import io.harbinger.contract.RulPrediction;
import io.harbinger.contract.SensorReading;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an Alertmanager what the platform's alerts say, on a thread of its own: what is raised at
 * once, again every so often while it stands, and that it is over. It says nothing until the past
 * has been read, since the past is full of alerts that are over. What fails is tried again with
 * growing pauses; the listener never waits for it.
 *
 * <p>Closing it ends no alert: Alertmanager lets go of them by itself, unless another console tells
 * of them. Any number may tell the same Alertmanager the same. Whoever started it closes it.
 */
public final class AlertmanagerForwarder implements FeedListener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AlertmanagerForwarder.class);
  private static final int MOST_AT_A_TIME = 500;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final OutgoingAlerts outgoing;
  private final AlertmanagerApi api;
  private final Wording wording;
  private final ForwardingMeters meters;
  private final Backoff backoff;
  private final BooleanSupplier upToDate;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean news;
  private boolean caughtUp;
  private volatile boolean closing;

  private AlertmanagerForwarder(
      AlertmanagerOptions options,
      URI console,
      MeterRegistry registry,
      Clock clock,
      BooleanSupplier upToDate) {
    this.meters = new ForwardingMeters(registry);
    this.outgoing = new OutgoingAlerts(options.mostAlerts(), options.repeatEvery(), meters);
    this.api = new AlertmanagerApi(options.url(), options.answerWithin());
    this.wording =
        new Wording(options.console().orElse(console), options.runbooks(), options.standsFor());
    this.backoff = new Backoff(options.firstBackoff(), options.longestBackoff());
    this.upToDate = upToDate;
    this.clock = clock;
    this.thread = new Thread(this::forward, "console-alertmanager");
    thread.setDaemon(true);
    meters.watch(outgoing::standing, this::waitingMillis);
  }

  /**
   * Starts to tell.
   *
   * @param console its own address, for the links where the options have no other
   * @param upToDate whether the past has been read
   */
  public static AlertmanagerForwarder start(
      AlertmanagerOptions options,
      URI console,
      MeterRegistry registry,
      Clock clock,
      BooleanSupplier upToDate) {
    AlertmanagerForwarder forwarder =
        new AlertmanagerForwarder(options, console, registry, clock, upToDate);
    forwarder.thread.start();
    log.info("alerts are told to Alertmanager at {}", options.url());
    return forwarder;
  }

  @Override
  public void alert(MaintenanceAlert alert, Origin origin) {
    outgoing.accept(alert, clock.instant());
    lock.lock();
    try {
      news = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void prediction(RulPrediction prediction, Origin origin) {
    outgoing.accept(prediction);
  }

  @Override
  public void reading(SensorReading reading, Origin origin) {}

  @Override
  public void window(Origin origin) {}

  @Override
  public void deadLetter(DeadLetter letter, Origin origin) {}

  @Override
  public void maintenance(MaintenanceEvent event, Origin origin) {}

  @Override
  public void unreadable(Origin origin, String why) {}

  private void forward() {
    try {
      while (!closing) {
        if (!step()) {
          awaitNews();
        }
      }
    } catch (InterruptedException e) {
      log.debug("interrupted to close");
    }
  }

  /** Tells what is due; false where nothing is, or nothing may be told yet. */
  private boolean step() throws InterruptedException {
    Instant now = clock.instant();
    // Once is enough: while Kafka does not answer, what stands still stands.
    caughtUp = caughtUp || upToDate.getAsBoolean();
    if (now.isBefore(backoff.until()) || !caughtUp) {
      return false;
    }
    List<Posting> due = outgoing.due(now, MOST_AT_A_TIME);
    if (due.isEmpty()) {
      return false;
    }
    Answer answer = api.post(due.stream().map(posting -> wording.words(posting, now)).toList());
    meters.request(answer.outcome());
    switch (answer.outcome()) {
      case ACCEPTED -> {
        outgoing.told(due, clock.instant());
        backoff.succeeded();
      }
      case REFUSED -> {
        log.error("alerts were not taken: {}", answer.detail());
        outgoing.refused(due, clock.instant());
        backoff.succeeded();
      }
      case FAILED -> {
        if (backoff.isFirst()) {
          log.warn("alerts cannot be told, trying again: {}", answer.detail());
        }
        backoff.failed(clock.instant());
      }
    }
    return true;
  }

  private void awaitNews() throws InterruptedException {
    lock.lock();
    try {
      if (!news && !closing) {
        boolean unused = changed.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      }
      news = false;
    } finally {
      lock.unlock();
    }
  }

  private long waitingMillis() {
    Instant now = clock.instant();
    return outgoing
        .nextDue()
        .map(due -> Math.max(0, Duration.between(due, now).toMillis()))
        .orElse(0L);
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
