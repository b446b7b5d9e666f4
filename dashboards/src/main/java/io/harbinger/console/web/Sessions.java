package io.harbinger.console.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is logged in: at most so many, for at most so long. Thread-safe. */
final class Sessions {

  static final Duration LIFE = Duration.ofHours(12);
  private static final int MOST = 500;

  private final Secrets secrets;
  private final Clock clock;
  private final Map<String, Session> byId = new LinkedHashMap<>();

  Sessions(Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A person that is logged in.
   *
   * @param id what the cookie holds
   * @param pageToken what the page sends with its writes
   * @param until when it ends
   */
  record Session(String id, String pageToken, Instant until) {}

  synchronized Session open() {
    byId.values().removeIf(session -> !session.until().isAfter(clock.instant()));
    if (byId.size() >= MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    Session session = new Session(secrets.next(), secrets.next(), clock.instant().plus(LIFE));
    byId.put(session.id(), session);
    return session;
  }

  synchronized Optional<Session> find(@Nullable String id) {
    return Optional.ofNullable(id == null ? null : byId.get(id))
        .filter(session -> session.until().isAfter(clock.instant()));
  }

  synchronized void end(@Nullable String id) {
    if (id != null) {
      byId.remove(id);
    }
  }
}
