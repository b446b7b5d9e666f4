package io.harbinger.console.web;

import io.harbinger.console.feed.Feed;
import io.harbinger.console.live.FleetChange;
import io.harbinger.console.live.FleetSnapshot;
import io.harbinger.console.live.LiveState;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the fleet to every browser: the whole of it first, then four times a second what has
 * changed, encoded once for all. A browser's own thread writes to it, so that one that is slow or
 * gone holds no one up.
 */
final class StreamHub implements AutoCloseable {

  static final int MOST_CLIENTS = 64;
  private static final Logger log = LoggerFactory.getLogger(StreamHub.class);
  private static final int QUEUE = 64;
  private static final int ROWS_OF_A_PART = 100;
  private static final long TICK_MILLIS = 250;
  private static final int TICKS_PER_PULSE = 4;

  private final LiveState state;
  private final Feed feed;
  private final Clock clock;
  private final Set<StreamClient> clients = new LinkedHashSet<>();
  private final ScheduledExecutorService ticker;
  private boolean closed;
  private long ticks;

  StreamHub(LiveState state, Feed feed, Clock clock) {
    this.state = state;
    this.feed = feed;
    this.clock = clock;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "console-stream");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    var unused =
        ticker.scheduleAtFixedRate(
            this::tickSafely, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      log.error("the console could not send what has changed; it goes on", e);
    }
  }

  /** Sends what has changed since the last tick. */
  synchronized void tick() {
    FleetChange change = state.drain();
    boolean pulse = ticks++ % TICKS_PER_PULSE == 0;
    if (clients.isEmpty()) {
      return;
    }
    if (!change.rows().isEmpty() || pulse) {
      broadcast(StreamClient.event("change", FleetJson.change(change, clock.instant())));
    }
    if (pulse) {
      broadcast(
          StreamClient.event(
              "pulse", FleetJson.pulse(state.pipeline(), feed.health(), clock.instant())));
    }
  }

  private void broadcast(byte[] message) {
    clients.removeIf(client -> !client.offer(message));
  }

  /** Serves one browser until it is gone or the hub closes; blocks. */
  void serve(OutputStream out) throws InterruptedException {
    StreamClient client = join();
    try {
      client.pump(out);
    } catch (IOException e) {
      log.debug("a browser is gone: {}", e.toString());
    } finally {
      leave(client);
    }
  }

  private synchronized StreamClient join() {
    if (closed || clients.size() >= MOST_CLIENTS) {
      throw new RequestException(
          503,
          closed
              ? "the console is closing"
              : "%d browsers watch already; close one".formatted(MOST_CLIENTS));
    }
    StreamClient client = new StreamClient(QUEUE);
    offerFleet(client);
    client.offer(
        StreamClient.event(
            "pulse", FleetJson.pulse(state.pipeline(), feed.health(), clock.instant())));
    clients.add(client);
    return client;
  }

  /** In parts, none of which keeps a browser's main thread for long; at most half of a queue. */
  private void offerFleet(StreamClient client) {
    FleetSnapshot fleet = state.snapshot();
    int rows = fleet.rows().size();
    int most = Math.max(ROWS_OF_A_PART, (rows + QUEUE / 2 - 1) / (QUEUE / 2));
    int from = 0;
    do {
      int to = Math.min(rows, from + most);
      client.offer(
          StreamClient.event(
              "fleet", FleetJson.snapshot(fleet.part(from, to), from, clock.instant())));
      from = to;
    } while (from < rows);
  }

  private synchronized void leave(StreamClient client) {
    clients.remove(client);
  }

  /** How many browsers watch. */
  synchronized int watchers() {
    return clients.size();
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      closed = true;
      clients.forEach(StreamClient::end);
    }
  }
}
