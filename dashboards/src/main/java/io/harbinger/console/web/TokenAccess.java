package io.harbinger.console.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For a console with a token: nothing without it. A person gives it once and gets a session; a
 * script sends it as a bearer token. Guessing is slowed down for everyone together.
 */
final class TokenAccess implements Access {

  static final String COOKIE = "harbinger_session";
  private static final String BEARER = "Bearer ";
  private static final int WRONG_PER_MINUTE = 10;

  private final String token;
  private final Sessions sessions;
  private final Clock clock;
  private final Deque<Instant> wrong = new ArrayDeque<>();

  TokenAccess(String token, Secrets secrets, Clock clock) {
    this.token = token;
    this.sessions = new Sessions(secrets, clock);
    this.clock = clock;
  }

  @Override
  public void checkHost(Context ctx) {
    // Any name will do: without the session or the token, a page under a foreign name sees nothing.
  }

  @Override
  public boolean mayRead(Context ctx) {
    return hasBearer(ctx) || session(ctx).isPresent();
  }

  @Override
  public Optional<String> pageToken(Context ctx) {
    return session(ctx).map(Sessions.Session::pageToken);
  }

  @Override
  public void checkWrite(Context ctx) {
    if (hasBearer(ctx)) {
      return;
    }
    SameOrigin.check(ctx);
    Sessions.Session session =
        session(ctx).orElseThrow(() -> new RequestException(401, "log in first"));
    if (!Secrets.isSame(session.pageToken(), ctx.header(HEADER))) {
      throw new RequestException(
          403, "no or an old %s (expected the one in the page); reload the page".formatted(HEADER));
    }
  }

  @Override
  public boolean hasLogin() {
    return true;
  }

  @Override
  public void login(Context ctx, String given) {
    SameOrigin.check(ctx);
    if (!isRight(given)) {
      throw new RequestException(401, "that is not the token");
    }
    Cookie cookie = new Cookie(COOKIE, sessions.open().id());
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge((int) Sessions.LIFE.toSeconds());
    ctx.cookie(cookie);
  }

  @Override
  public void logout(Context ctx) {
    SameOrigin.check(ctx);
    sessions.end(ctx.cookie(COOKIE));
    ctx.removeCookie(COOKIE);
  }

  private Optional<Sessions.Session> session(Context ctx) {
    return sessions.find(ctx.cookie(COOKIE));
  }

  private boolean hasBearer(Context ctx) {
    String given = ctx.header("Authorization");
    return given != null && given.startsWith(BEARER) && isRight(given.substring(BEARER.length()));
  }

  private synchronized boolean isRight(@Nullable String given) {
    Instant from = clock.instant().minus(Duration.ofMinutes(1));
    while (!wrong.isEmpty() && wrong.getFirst().isBefore(from)) {
      wrong.removeFirst();
    }
    if (wrong.size() >= WRONG_PER_MINUTE) {
      throw new RequestException(429, "too many wrong tokens; wait a minute");
    }
    boolean right = Secrets.isSame(token, given);
    if (!right) {
      wrong.addLast(clock.instant());
    }
    return right;
  }
}
